import { once } from "node:events";
import { connect, type NetConnectOpts, type Socket } from "node:net";

/** A client in bytes. */
export class RawClient implements AsyncDisposable {
  readonly socket: Socket;
  readonly #chunks: Buffer[] = [];
  closed = false;
  /** The server's FIN arrived. */
  ended = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (chunk) => this.#chunks.push(chunk));
    socket.on("end", () => {
      this.ended = true;
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.closed = true;
    });
  }

  static async connect(port: number, options: Partial<NetConnectOpts> = {}): Promise<RawClient> {
    const socket = connect({ host: "127.0.0.1", ...options, port } as NetConnectOpts);
    const client = new RawClient(socket);
    await once(socket, "connect");
    socket.setNoDelay(true);
    return client;
  }

  get received(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  write(bytes: Uint8Array | string): void {
    this.socket.write(bytes);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.destroy();
    if (!this.closed) await once(this.socket, "close");
  }
}
