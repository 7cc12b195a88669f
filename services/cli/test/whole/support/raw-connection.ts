import { connect, type Socket } from "node:net";
import { waitUntil } from "@fairlead/testkit";
import { clock } from "./clients.ts";

/** A TCP connection that says exactly what a test says, and remembers what came back. */
export class RawConnection implements Disposable {
  readonly socket: Socket;
  readonly #chunks: Buffer[] = [];
  #ended = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (chunk) => this.#chunks.push(chunk));
    for (const event of ["end", "close", "error"]) {
      socket.on(event, () => {
        this.#ended = true;
      });
    }
  }

  static open(to: {
    readonly host: string;
    readonly port: number;
    readonly localAddress?: string;
  }): Promise<RawConnection> {
    const socket = connect({ ...to, noDelay: true, allowHalfOpen: true });
    return new Promise((resolve, reject) => {
      socket.once("error", reject);
      socket.once("connect", () => resolve(new RawConnection(socket)));
    });
  }

  /** Everything that came so far. */
  get received(): Buffer {
    return Buffer.concat(this.#chunks);
  }
  get ended(): boolean {
    return this.#ended;
  }

  write(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  whenEnded(timeoutMs: number): Promise<void> {
    return waitUntil(clock, "the server ends the connection", () => this.#ended, timeoutMs);
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}
