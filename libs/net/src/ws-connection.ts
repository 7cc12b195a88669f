import type { Socket } from "node:net";
import type { DropReason } from "@fairlead/base";
import type { SocketAddress } from "@fairlead/wire";
import type { RawData, WebSocket } from "ws";
import type { ListenPorts, WsSettings } from "./listen-settings.ts";
import type { ConnectionListener, Transport, WebSocketConnection } from "./message-connection.ts";
import { MessageDeadline } from "./message-deadline.ts";
import { setWsPayloadCap } from "./ws-payload-cap.ts";

/** How long the closing handshake may take. */
const LINGER_MS = 5_000;
const BINARY = { binary: true, compress: false } as const;
const TOO_LONG = "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH";

/** Whose connection it is, as found out during the upgrade. */
export interface WsOrigin {
  readonly transport: Transport;
  readonly remote: SocketAddress;
  readonly portKnown: boolean;
  readonly localPort: number;
}

/**
 * A WebSocket connection: each binary message is one payload, the empty one is the heartbeat [WS-1]. Text is ignored,
 * pings are answered while the queue has room [WS-3].
 */
export class WsConnection implements WebSocketConnection {
  readonly transport: Transport;
  readonly remote: SocketAddress;
  readonly portKnown: boolean;
  readonly localPort: number;
  readonly #socket: WebSocket;
  readonly #stream: Socket;
  readonly #settings: WsSettings;
  readonly #ports: ListenPorts;
  readonly #deadline: MessageDeadline;
  #listener: ConnectionListener | undefined;
  #linger: Disposable | undefined;
  #ending = false;
  #over = false;
  #lastReceivedMs: number;
  #unfinishedSinceMs: number | undefined;
  /** Something became whole with the bytes at hand: the `ws` package tells of it before we hear of the bytes. */
  #finished = false;
  #bytesBeforePause = Number.POSITIVE_INFINITY;

  constructor(socket: WebSocket, stream: Socket, origin: WsOrigin, settings: WsSettings, ports: ListenPorts) {
    this.transport = origin.transport;
    this.remote = origin.remote;
    this.portKnown = origin.portKnown;
    this.localPort = origin.localPort;
    this.#socket = socket;
    this.#stream = stream;
    this.#settings = settings;
    this.#ports = ports;
    this.#lastReceivedMs = ports.clock.now();
    this.#deadline = new MessageDeadline(ports.clock, settings.openingDeadlineMs, () => this.destroy("idle"));
  }

  /** Starts delivering. Called once, with what the acceptor answered. */
  attach(listener: ConnectionListener): void {
    this.#listener = listener;
    this.#socket.on("message", (data: RawData, isBinary: boolean) => this.#onMessage(data, isBinary));
    this.#socket.on("ping", (data: Buffer) => this.#onPing(data));
    this.#socket.on("pong", () => {
      this.#finished = true;
    });
    this.#socket.on("error", (error: Error) => this.#onError(error));
    this.#socket.on("close", () => this.#onClose());
    this.#stream.on("data", (chunk: Buffer) => this.#onBytes(chunk.length));
    this.#stream.on("drain", () => this.#onDrain());
  }

  get lastReceivedMs(): number {
    return this.#lastReceivedMs;
  }

  get unfinishedSinceMs(): number | undefined {
    return this.#socket.isPaused ? undefined : this.#unfinishedSinceMs;
  }

  get closed(): boolean {
    return this.#ending || this.#over;
  }

  get bufferedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  get congested(): boolean {
    return this.#stream.writableNeedDrain;
  }

  send(payload: Uint8Array): boolean {
    if (this.closed || !this.#hasRoom(payload.length)) return false;
    this.#socket.send(payload, BINARY);
    return true;
  }

  end(): void {
    if (this.closed) return;
    this.#stop();
    this.#socket.resume();
    this.#socket.close(1000);
  }

  destroy(reason: DropReason): void {
    if (this.#over || this.#stream.destroyed) return;
    this.#ports.drops.drop(reason);
    this.#stop();
    this.#socket.terminate();
  }

  setMessageDeadline(deadlineMs: number | undefined): void {
    if (!this.closed) this.#deadline.set(deadlineMs);
  }

  setMaxPayload(maxBytes: number): void {
    setWsPayloadCap(this.#socket, maxBytes);
  }

  /** A few messages that came in the same read may still be delivered. */
  pause(): void {
    if (this.closed) return;
    this.#deadline.rest();
    this.#socket.pause();
  }

  pauseAfter(byteCount: number | undefined): void {
    this.#bytesBeforePause = byteCount ?? Number.POSITIVE_INFINITY;
  }

  resume(): void {
    if (this.closed || !this.#socket.isPaused) return;
    this.#deadline.wake();
    this.#socket.resume();
  }

  #onMessage(data: RawData, isBinary: boolean): void {
    this.#finished = true;
    if (this.closed || !isBinary || !(data instanceof Buffer)) return;
    this.#deadline.renew();
    this.#listener?.message(data);
  }

  #onPing(data: Buffer): void {
    this.#finished = true;
    if (!this.closed && this.#hasRoom(data.length)) this.#socket.pong(data, false);
  }

  /** The `ws` package has sent a Close frame with the reason and discards what still comes. */
  #onError(error: Error): void {
    if (this.closed) return;
    const code = "code" in error ? error.code : undefined;
    this.#ports.drops.drop(code === TOO_LONG ? "frame_too_long" : "bad_frame");
    this.#stop();
  }

  #onClose(): void {
    this.#stop();
    this.#over = true;
    this.#linger?.[Symbol.dispose]();
    this.#listener?.ended();
  }

  #onBytes(byteCount: number): void {
    this.#lastReceivedMs = this.#ports.clock.now();
    this.#unfinishedSinceMs = this.#finished ? undefined : (this.#unfinishedSinceMs ?? this.#lastReceivedMs);
    this.#finished = false;
    this.#bytesBeforePause -= byteCount;
    if (this.#bytesBeforePause <= 0) this.pause();
  }

  #onDrain(): void {
    if (!this.closed) this.#listener?.drained?.();
  }

  #hasRoom(bytes: number): boolean {
    const queuedBytes = this.#socket.bufferedAmount;
    if (queuedBytes === 0 || queuedBytes + bytes <= this.#settings.maxQueuedBytes) return true;
    this.destroy("slow_reader");
    return false;
  }

  #stop(): void {
    this.#ending = true;
    this.#deadline[Symbol.dispose]();
    this.#linger ??= this.#ports.clock.after(LINGER_MS, () => this.#socket.terminate());
  }
}
