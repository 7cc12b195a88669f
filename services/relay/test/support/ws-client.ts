import { once } from "node:events";
import { WebSocket } from "ws";

/** A WebSocket client that keeps the binary messages it hears. */
export class WsClient {
  readonly socket: WebSocket;
  readonly #messages: Buffer[] = [];
  #ended = false;
  #wake: () => void = () => undefined;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("error", () => undefined);
    socket.on("message", (data: Buffer) => {
      this.#messages.push(data);
      this.#wake();
    });
    socket.on("close", () => {
      this.#ended = true;
      this.#wake();
    });
  }

  static async connect(port: number, headers: Record<string, string> = {}, path = "/ws/relay"): Promise<WsClient> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    const client = new WsClient(socket);
    await once(socket, "open");
    return client;
  }

  /** Messages heard and not yet taken. */
  get pending(): number {
    return this.#messages.length;
  }

  send(payload: Uint8Array): void {
    this.socket.send(payload, { binary: true });
  }

  /** The next message; `undefined` when the connection is over. */
  async next(): Promise<Buffer | undefined> {
    while (this.#messages.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#messages.shift();
  }

  close(): void {
    this.socket.terminate();
  }
}
