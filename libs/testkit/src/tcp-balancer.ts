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

/** A layer-4 balancer: round robin, whole connections, nothing understood. */
export class TcpBalancer implements AsyncDisposable {
  readonly address: string;
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

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
        let turn = 0;
        server.on("connection", (client) => {
          const target = options.targets[turn % options.targets.length];
          turn += 1;
          if (target === undefined) client.destroy();
          else balancer.#forward(client, target, options);
        });
        resolve(balancer);
      });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #forward(
    client: Socket,
    target: { readonly host: string; readonly port: number },
    options: TcpBalancerOptions,
  ): void {
    const { sourceAddress, preamble } = options;
    const upstream = connect({
      ...target,
      noDelay: true,
      allowHalfOpen: true,
      ...(sourceAddress === undefined ? {} : { localAddress: sourceAddress }),
    });
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
    if (preamble !== undefined) upstream.write(preamble(client));
    client.pipe(upstream);
    upstream.pipe(client);
  }
}
