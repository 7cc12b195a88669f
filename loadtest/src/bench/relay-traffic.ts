import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

const CHUNK = Buffer.alloc(256 * 1024, 1);
export const SMALL_BYTES = 200;
const SMALL_CHUNK = Buffer.alloc(SMALL_BYTES, 1);

/** `bulk`: senders that never stop and a receiver that throws away. `small`: 200 bytes there, the same back, again, as keys and pointers do. */
export type TrafficKind = "bulk" | "small";

/** What goes through a forwarder, both ends in this process: what a forwarder between them has to do, it does alone. */
export class RelayTraffic implements AsyncDisposable {
  readonly #server: Server;
  readonly #accepted = new Set<Socket>();
  readonly #senders: Socket[] = [];
  readonly #kind: TrafficKind;
  #receivedBytes = 0;
  #sending = false;

  private constructor(kind: TrafficKind) {
    this.#kind = kind;
    this.#server = createServer({ noDelay: true }, (socket) => this.#receive(socket));
  }

  static async open(kind: TrafficKind): Promise<RelayTraffic> {
    const traffic = new RelayTraffic(kind);
    traffic.#server.listen(0, "127.0.0.1");
    await once(traffic.#server, "listening");
    return traffic;
  }

  /** Where the forwarder has to dial. */
  get targetPort(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  /** At both ends. */
  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  /** Opens `connections` to the forwarder and keeps each busy. */
  async start(port: number, connections: number): Promise<void> {
    this.#sending = true;
    for (let n = 0; n < connections; n += 1) {
      const socket = connect({ port, host: "127.0.0.1", noDelay: true });
      this.#senders.push(socket);
      socket.on("error", () => socket.destroy());
      await once(socket, "connect");
      if (this.#kind === "bulk") this.#flood(socket);
      else this.#converse(socket, true);
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

  #flood(socket: Socket): void {
    const send = (): void => {
      while (this.#sending && socket.write(CHUNK));
    };
    socket.on("drain", send);
    send();
  }

  /** Answers each message with one. */
  #converse(socket: Socket, first: boolean): void {
    let [expected, seen] = [SMALL_CHUNK.length, 0];
    socket.on("data", (chunk) => {
      this.#receivedBytes += chunk.length;
      seen += chunk.length;
      if (seen < expected || !this.#sending) return;
      expected += SMALL_CHUNK.length;
      socket.write(SMALL_CHUNK);
    });
    if (first) socket.write(SMALL_CHUNK);
  }

  #receive(socket: Socket): void {
    this.#accepted.add(socket);
    socket.on("error", () => socket.destroy());
    if (this.#kind === "small") this.#converse(socket, false);
    else
      socket.on("data", (chunk) => {
        this.#receivedBytes += chunk.length;
      });
    socket.once("close", () => this.#accepted.delete(socket));
  }
}
