import type { Socket } from "node:net";
import type { DropReason } from "@fairlead/base";
import { encodeFrame, encodeFrameHeader, FrameDecoder, type SocketAddress, WireError } from "@fairlead/wire";
import type { ListenPorts, TcpAcceptor, TcpSettings } from "./listen-settings.ts";
import type { ConnectionListener, DetachedSocket, Opening, TcpConnection, Transport } from "./message-connection.ts";
import { MessageDeadline } from "./message-deadline.ts";
import { Preface } from "./preface.ts";
import type { Arrival } from "./stream-door.ts";
import { guardWrites, unguardWrites } from "./write-guard.ts";

/** How long a connection that is ending, or whose writes fail, may take to finish. */
const LINGER_MS = 5_000;
/** Up to here header and payload are copied into one write. */
const COPY_BYTES = 16_384;

/** Where a connection is in its life. `ending`: flushing; what still comes is discarded. */
type Phase = "opening" | "open" | "ending" | "detached" | "over";

/**
 * A TCP connection that carries frames [FR-1]. Announced by its first own bytes or by silence. Every frame must be
 * whole within the deadline [FR-4]; one that announces more than the cap ends the connection at its header [FR-3]. What
 * arrived before an end or a reset is delivered first, also when our own writes fail [KX-5].
 */
export class FramedConnection implements TcpConnection {
  readonly transport: Transport = "tcp";
  readonly localPort: number;
  readonly #socket: Socket;
  readonly #preface: Preface;
  readonly #settings: TcpSettings;
  readonly #ports: ListenPorts;
  readonly #acceptor: TcpAcceptor;
  readonly #decoder: FrameDecoder;
  readonly #deadline: MessageDeadline;
  #silence: Disposable | undefined;
  #linger: Disposable | undefined;
  #listener: ConnectionListener | undefined;
  #phase: Phase = "opening";
  #writable = true;
  #paused = false;
  #delivering = false;
  #lastReceivedMs: number;
  #unfinishedSinceMs: number | undefined;

  constructor(arrival: Arrival, settings: TcpSettings, ports: ListenPorts, acceptor: TcpAcceptor) {
    this.#preface = new Preface(arrival, (reason) => this.destroy(reason));
    this.#socket = arrival.socket;
    this.#settings = settings;
    this.#ports = ports;
    this.#acceptor = acceptor;
    this.localPort = arrival.localPort;
    this.#lastReceivedMs = ports.clock.now();
    this.#decoder = new FrameDecoder(settings.maxPayloadBytes);
    this.#deadline = new MessageDeadline(ports.clock, settings.openingDeadlineMs, () => this.destroy("idle"));
    this.#listen();
  }

  get remote(): SocketAddress {
    return this.#preface.remote;
  }

  get portKnown(): boolean {
    return this.#preface.remote.port !== 0;
  }

  get lastReceivedMs(): number {
    return this.#lastReceivedMs;
  }

  get unfinishedSinceMs(): number | undefined {
    return this.#paused || this.#decoder.bufferedBytes === 0 ? undefined : this.#unfinishedSinceMs;
  }

  get closed(): boolean {
    return this.#phase !== "opening" && this.#phase !== "open";
  }

  get bufferedBytes(): number {
    return this.#socket.writableLength;
  }

  get congested(): boolean {
    return this.#socket.writableNeedDrain;
  }

  send(payload: Uint8Array): boolean {
    if (this.closed || !this.#writable || this.#socket.destroyed) return false;
    const queuedBytes = this.#socket.writableLength;
    if (queuedBytes > 0 && queuedBytes + payload.length > this.#settings.maxQueuedBytes) {
      this.destroy("slow_reader");
      return false;
    }
    if (payload.length <= COPY_BYTES) this.#socket.write(encodeFrame(payload));
    else this.#writeInTwo(payload);
    return true;
  }

  end(): void {
    if (this.closed) return;
    this.#phase = "ending";
    this.#stopTimers();
    this.#socket.resume();
    this.#socket.end();
    this.#lingerThenDestroy();
  }

  destroy(reason: DropReason): void {
    if (this.#socket.destroyed) return;
    this.#ports.drops.drop(reason);
    if (this.#phase !== "detached") this.#phase = "ending";
    this.#stopTimers();
    this.#socket.destroy();
  }

  setMessageDeadline(deadlineMs: number | undefined): void {
    if (!this.closed) this.#deadline.set(deadlineMs);
  }

  setMaxPayload(maxBytes: number): void {
    this.#decoder.maxPayloadBytes = maxBytes;
  }

  pause(): void {
    if (this.closed || this.#paused) return;
    this.#paused = true;
    this.#deadline.rest();
    this.#socket.pause();
  }

  resume(): void {
    if (this.closed || !this.#paused) return;
    this.#paused = false;
    this.#deadline.wake();
    this.#deliver();
    if (!this.#paused && this.#phase === "open") this.#socket.resume();
  }

  detach(): DetachedSocket | undefined {
    if (this.closed) return undefined;
    this.#phase = "detached";
    this.#stopTimers();
    this.#socket.pause();
    for (const [event, heard] of this.#hearing) this.#socket.removeListener(event, heard);
    unguardWrites(this.#socket);
    return { socket: this.#socket, rest: this.#decoder.takeRest() };
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#lastReceivedMs = this.#ports.clock.now();
    if (this.closed) return;
    const own = this.#preface.strip(chunk);
    if (own.length > 0) this.#take(own);
  };

  /** The client will send no more: what it sent has been delivered, so flush and close. */
  readonly #onEnd = (): void => this.end();

  readonly #onClose = (): void => {
    this.#deliverRemains();
    this.#phase = "over";
    this.#stopTimers();
    this.#linger?.[Symbol.dispose]();
    this.#listener?.ended();
  };

  readonly #onDrain = (): void => {
    if (!this.closed) this.#listener?.drained?.();
  };

  readonly #hearing = [
    ["data", this.#onData],
    ["end", this.#onEnd],
    ["close", this.#onClose],
    ["drain", this.#onDrain],
  ] as const;

  #listen(): void {
    guardWrites(this.#socket, () => this.#writesFailed());
    for (const [event, heard] of this.#hearing) this.#socket.on(event, heard);
    const { silentAfterMs } = this.#settings;
    if (silentAfterMs !== undefined) this.#silence = this.#ports.clock.after(silentAfterMs, () => this.#onSilence());
  }

  /** One more turn of the event loop: bytes that wait in the kernel are read before the server speaks [KX-5]. */
  #onSilence(): void {
    setImmediate(() => {
      if (this.#phase === "opening") this.#announce("silence");
    });
  }

  #take(bytes: Buffer): void {
    if (this.#phase === "opening") this.#announce("bytes");
    if (this.closed) return;
    if (this.#decoder.bufferedBytes === 0) this.#unfinishedSinceMs = this.#lastReceivedMs;
    this.#decoder.push(bytes);
    this.#deliver();
  }

  #announce(opening: Opening): void {
    this.#silence?.[Symbol.dispose]();
    this.#phase = "open";
    this.#listener = this.#acceptor(this, opening);
  }

  #deliver(): void {
    if (this.#delivering) return;
    this.#delivering = true;
    while (this.#phase === "open" && !this.#paused) {
      const payload = this.#nextPayload();
      if (payload === undefined) break;
      this.#deadline.renew();
      this.#unfinishedSinceMs = this.#lastReceivedMs;
      this.#listener?.message(payload);
    }
    this.#delivering = false;
  }

  /** Node keeps what a paused socket had read when the reset came; nobody will resume it now. */
  #deliverRemains(): void {
    if (this.#phase !== "open" && this.#phase !== "opening") return;
    this.#paused = false;
    const remains: unknown = this.#socket.readableLength > 0 ? this.#socket.read() : undefined;
    if (remains instanceof Buffer) this.#onData(remains);
    else this.#deliver();
  }

  #nextPayload(): Buffer | undefined {
    try {
      return this.#decoder.next();
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.destroy("frame_too_long");
      return undefined;
    }
  }

  #writeInTwo(payload: Uint8Array): void {
    this.#socket.cork();
    this.#socket.write(encodeFrameHeader(payload.length));
    this.#socket.write(payload);
    this.#socket.uncork();
  }

  #writesFailed(): void {
    if (this.#writable) this.#ports.drops.drop("send_failed");
    this.#writable = false;
    this.#lingerThenDestroy();
  }

  #lingerThenDestroy(): void {
    this.#linger ??= this.#ports.clock.after(LINGER_MS, () => this.#socket.destroy());
  }

  #stopTimers(): void {
    this.#deadline[Symbol.dispose]();
    this.#silence?.[Symbol.dispose]();
  }
}
