import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A raw TCP client that keeps what it reads. Reads only while asked to, so that not reading is back-pressure. */
export class TcpClient {
  readonly socket: Socket;
  #received: Buffer[] = [];
  #bytes = 0;
  #ended = false;
  #wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on("error", () => undefined);
    socket.on("end", () => this.#end());
    socket.on("close", () => this.#end());
  }

  static async connect(port: number, host = "127.0.0.1", localAddress = host): Promise<TcpClient> {
    const socket = connect({ port, host, localAddress, allowHalfOpen: true });
    await once(socket, "connect");
    return new TcpClient(socket);
  }

  get ended(): boolean {
    return this.#ended;
  }

  get receivedBytes(): number {
    return this.#bytes;
  }

  /** Resolves when the kernel has taken it, or the connection is over. */
  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => this.socket.write(bytes, () => resolve()));
  }

  /** Starts reading whatever comes. */
  listen(): this {
    if (this.socket.listenerCount("data") === 0) this.socket.on("data", (chunk: Buffer) => this.#take(chunk));
    return this;
  }

  /** The next `count` bytes; fewer when the connection ended before. */
  async read(count: number): Promise<Buffer> {
    this.listen();
    while (this.#bytes < count && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const all = Buffer.concat(this.#received);
    this.#received = [all.subarray(count)];
    this.#bytes = Math.max(0, all.length - count);
    return all.subarray(0, count);
  }

  /** Everything until the end. */
  readToEnd(): Promise<Buffer> {
    return this.read(Number.MAX_SAFE_INTEGER);
  }

  end(): void {
    this.socket.end();
  }

  close(): void {
    this.socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#bytes += chunk.length;
    this.#wake();
  }

  #end(): void {
    this.#ended = true;
    this.#wake();
  }
}
