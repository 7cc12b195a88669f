import { connect, createServer, type Server, type Socket } from "node:net";

export interface TcpBalancerOptions {
  readonly listenAddress: string;
  readonly listenPort: number;
  readonly targets: readonly { readonly host: string; readonly port: number }[];
  /** Connections leave from here: what the target sees when the balancer hides its clients. */
  readonly sourceAddress?: string;
  /** Said to the target before the first byte, such as a PROXY protocol header. */
  readonly preamble?: (client: Socket) => Uint8Array;
}

/** A layer-4 balancer: round robin over the targets that take connections, whole connections, nothing understood. */
export class TcpBalancer implements AsyncDisposable {
  readonly address: string;
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #turn = 0;

  private constructor(server: Server, address: string, port: number) {
    this.#server = server;
    this.address = address;
    this.port = port;
  }

  static open(options: TcpBalancerOptions): Promise<TcpBalancer> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen({ host: options.listenAddress, port: options.listenPort }, () => {
        const bound = server.address();
        const balancer = new TcpBalancer(
          server,
          options.listenAddress,
          typeof bound === "object" && bound !== null ? bound.port : 0,
        );
        server.on("connection", (client) => balancer.#forward(client, options, options.targets.length));
        resolve(balancer);
      });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** To the next target in turn, and to the one after it when that one refuses, as long as there are `triesLeft`. */
  #forward(client: Socket, options: TcpBalancerOptions, triesLeft: number): void {
    const target = options.targets[this.#turn % options.targets.length];
    this.#turn += 1;
    if (target === undefined || triesLeft <= 0) return void client.destroy();
    this.#sockets.add(client);
    client.on("error", () => upstream.destroy());
    const { sourceAddress } = options;
    const source = sourceAddress === undefined ? {} : { localAddress: sourceAddress };
    const upstream = connect({ ...target, noDelay: true, allowHalfOpen: true, ...source });
    const refused = (): void => this.#forward(client, options, triesLeft - 1);
    upstream.once("error", refused);
    upstream.once("connect", () => {
      upstream.off("error", refused);
      this.#join(client, upstream, options.preamble?.(client));
    });
  }

  #join(client: Socket, upstream: Socket, preamble: Uint8Array | undefined): void {
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        this.#sockets.delete(socket);
        other.destroySoon();
      });
    }
    if (preamble !== undefined) upstream.write(preamble);
    client.pipe(upstream);
    upstream.pipe(client);
  }
}
