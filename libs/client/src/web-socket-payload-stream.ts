import type { Clock } from "@fairlead/base";
import type { SocketAddress } from "@fairlead/wire";
import type WebSocket from "ws";
import type { DialledWebSocket } from "./dial-web-socket.ts";
import { PayloadInbox } from "./payload-inbox.ts";
import type { ClientTransport, PayloadStream } from "./payload-stream.ts";
import { drainedOrClosed, localEnd, remoteEnd } from "./socket-ends.ts";

const INBOX_BYTES = 4 * 1024 * 1024;
const SEND_HIGH_WATER_BYTES = 1024 * 1024;

/** Binary messages over a WebSocket [WS-1]; text is ignored, as a keyed client cannot read it. */
export class WebSocketPayloadStream implements PayloadStream {
  readonly transport: ClientTransport;
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
  readonly whenEnded: Promise<void>;
  readonly #dialled: DialledWebSocket;
  readonly #inbox: PayloadInbox;
  #ended = false;

  constructor(clock: Clock, transport: ClientTransport, dialled: DialledWebSocket) {
    const { webSocket, socket } = dialled;
    this.transport = transport;
    this.#dialled = dialled;
    this.local = localEnd(socket);
    this.remote = remoteEnd(socket);
    this.#inbox = new PayloadInbox(clock, INBOX_BYTES, (reading) => (reading ? webSocket.resume() : webSocket.pause()));
    const { promise, resolve } = Promise.withResolvers<void>();
    this.whenEnded = promise;
    webSocket.on("message", (data, isBinary) => {
      if (isBinary) this.#inbox.push(asBuffer(data));
    });
    webSocket.on("close", () => {
      this.#ended = true;
      this.#inbox.end();
      resolve();
    });
  }

  get ended(): boolean {
    return this.#ended;
  }

  send(payload: Uint8Array): void {
    const { webSocket } = this.#dialled;
    if (webSocket.readyState === webSocket.OPEN) webSocket.send(payload, { binary: true });
  }

  drained(): Promise<void> {
    const { webSocket, socket } = this.#dialled;
    if (webSocket.bufferedAmount < SEND_HIGH_WATER_BYTES || socket.destroyed) return Promise.resolve();
    return drainedOrClosed(socket);
  }

  receive(deadlineMs: number): Promise<Buffer> {
    return this.#inbox.receive(deadlineMs);
  }

  /** Without a Close frame: clients cut the TCP connection. */
  close(): void {
    this.#dialled.socket.destroySoon();
  }

  destroy(): void {
    this.#dialled.webSocket.terminate();
  }
}

function asBuffer(data: WebSocket.RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
