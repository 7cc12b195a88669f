import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

const CHUNK = Buffer.alloc(256 * 1024, 1);

/** Senders that never stop and a receiver that throws away, in this process: what a forwarder between them has to do, it does alone. */
export class RelayTraffic implements AsyncDisposable {
  readonly #server: Server;
  readonly #accepted = new Set<Socket>();
  readonly #senders: Socket[] = [];
  #receivedBytes = 0;
  #sending = false;

  private constructor() {
    this.#server = createServer((socket) => this.#receive(socket));
  }

  static async open(): Promise<RelayTraffic> {
    const traffic = new RelayTraffic();
    traffic.#server.listen(0, "127.0.0.1");
    await once(traffic.#server, "listening");
    return traffic;
  }

  /** Where the forwarder has to dial. */
  get targetPort(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  /** Opens `connections` to the forwarder and sends on each as fast as it takes. */
  async flood(port: number, connections: number): Promise<void> {
    this.#sending = true;
    for (let n = 0; n < connections; n += 1) {
      const socket = connect({ port, host: "127.0.0.1" });
      this.#senders.push(socket);
      socket.on("error", () => socket.destroy());
      await once(socket, "connect");
      const send = (): void => {
        while (this.#sending && socket.write(CHUNK));
      };
      socket.on("drain", send);
      send();
    }
  }

  async stop(): Promise<void> {
    this.#sending = false;
    for (const socket of [...this.#senders.splice(0), ...this.#accepted]) socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    this.#server.close();
    await once(this.#server, "close");
  }

  #receive(socket: Socket): void {
    this.#accepted.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => {
      this.#receivedBytes += chunk.length;
    });
    socket.once("close", () => this.#accepted.delete(socket));
  }
}
