import type { Socket } from "node:net";
import type { Clock } from "@fairlead/base";
import { encodeFrame, FrameDecoder, type SocketAddress, WireError } from "@fairlead/wire";
import { PayloadInbox } from "./payload-inbox.ts";
import type { PayloadStream } from "./payload-stream.ts";
import { drainedOrClosed, localEnd, remoteEnd } from "./socket-ends.ts";

const MAX_PAYLOAD_BYTES = 64 * 1024 * 1024;
const INBOX_BYTES = 4 * 1024 * 1024;

/** Frames over a connected socket [FR-1]. */
export class TcpPayloadStream implements PayloadStream {
  readonly transport = "tcp";
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
  readonly whenEnded: Promise<void>;
  readonly #socket: Socket;
  readonly #decoder = new FrameDecoder(MAX_PAYLOAD_BYTES);
  readonly #inbox: PayloadInbox;
  #ended = false;

  constructor(clock: Clock, socket: Socket) {
    this.#socket = socket;
    this.local = localEnd(socket);
    this.remote = remoteEnd(socket);
    this.#inbox = new PayloadInbox(clock, INBOX_BYTES, (reading) => (reading ? socket.resume() : socket.pause()));
    const { promise, resolve } = Promise.withResolvers<void>();
    this.whenEnded = promise;
    const finish = (): void => {
      this.#ended = true;
      this.#inbox.end();
      resolve();
    };
    socket.on("data", (chunk) => this.#read(chunk));
    // The end is the other side's; ours follows, as a client that reads the end drops its stream.
    socket.on("end", () => {
      finish();
      socket.end();
    });
    socket.on("error", finish);
    socket.on("close", finish);
  }

  get ended(): boolean {
    return this.#ended;
  }

  send(payload: Uint8Array): void {
    if (this.#socket.writable) this.#socket.write(encodeFrame(payload));
  }

  drained(): Promise<void> {
    if (!this.#socket.writableNeedDrain || this.#socket.destroyed) return Promise.resolve();
    return drainedOrClosed(this.#socket);
  }

  receive(deadlineMs: number): Promise<Buffer> {
    return this.#inbox.receive(deadlineMs);
  }

  close(): void {
    this.#socket.destroySoon();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    try {
      this.#decoder.push(chunk);
      for (let payload = this.#decoder.next(); payload !== undefined; payload = this.#decoder.next()) {
        this.#inbox.push(payload);
      }
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.#socket.destroy();
    }
  }
}
