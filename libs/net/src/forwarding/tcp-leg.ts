import type { Socket } from "node:net";
import type { DetachedSocket } from "../message-connection.ts";
import { adoptSocket, type ReadPlan } from "./adopt-socket.ts";
import { deafSink, type Leg, type LegSink } from "./leg.ts";
import type { ReadBuffers } from "./read-buffers.ts";
import { ReadWindow } from "./read-window.ts";

const NOTHING = Buffer.alloc(0);

/** A raw TCP leg. Reads into buffers that are used again and writes them as they are: no copy, no promise and no closure per chunk. */
export class TcpLeg implements Leg, ReadPlan {
  readonly kind = "bytes";
  readonly #accepted: Socket;
  readonly #socket: Socket;
  readonly #window: ReadWindow;
  #sink: LegSink = deafSink;
  #rest: Buffer;
  #next: Buffer | undefined;
  #ended = false;
  #closed = false;
  #writing = false;

  /** Takes the socket over. What it was counted under (`accepted`) closes when the connection does, and closing that closes the connection. */
  constructor(detached: DetachedSocket, buffers: ReadBuffers) {
    this.#accepted = detached.socket;
    this.#rest = Buffer.concat([detached.rest, ...unreadBytes(detached.socket)]);
    this.#window = new ReadWindow(buffers);
    this.#next = this.#window.current;
    this.#accepted.setNoDelay(true);
    const adopted = adoptSocket(this.#accepted, this);
    this.#socket = adopted ?? this.#accepted;
    if (adopted === undefined) this.#socket.on("data", this.#onData);
    this.#listen();
  }

  get closed(): boolean {
    return this.#closed;
  }

  attach(sink: LegSink): void {
    this.#sink = sink;
    const rest = this.#rest;
    this.#rest = NOTHING;
    const goOn = rest.length === 0 || sink.received(rest);
    if (this.#ended) sink.ended();
    if (this.#closed) sink.gone();
    else if (goOn) this.resume();
  }

  putBack(units: readonly Buffer[]): void {
    this.#rest = Buffer.concat([...units, this.#rest]);
  }

  /** `writableLength` is 0 right after a write that the kernel took whole: then the memory is free, and nobody needs to be called back. */
  write(chunk: Buffer): boolean {
    if (!this.#socket.writable) return true;
    this.#socket.write(chunk, this.#onWritten);
    this.#writing = this.#socket.writableLength > 0;
    return !this.#writing;
  }

  resume(): void {
    if (this.#closed) return;
    if (this.#socket === this.#accepted) this.#socket.resume();
    else this.#socket.read(0);
  }

  readAtMost(): void {
    // Its units are what was read: nothing is read ahead.
  }

  readSmaller(): void {
    this.#window.readSmaller();
  }

  end(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** @internal for the adopted socket */
  next(): Buffer | undefined {
    const next = this.#next;
    this.#next = undefined;
    return next;
  }

  /** @internal for the adopted socket */
  read(byteCount: number, buffer: Buffer): boolean {
    const goOn = this.#sink.received(byteCount === buffer.length ? buffer : buffer.subarray(0, byteCount));
    if (goOn) this.#next = this.#window.afterRead(byteCount);
    return goOn;
  }

  readonly #onData = (chunk: Buffer): void => {
    if (!this.#sink.received(chunk)) this.#socket.pause();
  };

  /** Comes after every write, one tick later; only the one that had to wait is news. */
  readonly #onWritten = (): void => {
    if (!this.#writing || this.#socket.writableLength > 0) return;
    this.#writing = false;
    this.#sink.drained();
  };

  #listen(): void {
    this.#socket.on("error", () => this.#socket.destroy());
    this.#socket.once("end", () => this.#onEnd());
    this.#socket.once("close", () => this.#onClose());
    if (this.#socket === this.#accepted) return;
    this.#accepted.on("error", () => this.#socket.destroy());
    this.#accepted.once("close", () => this.#socket.destroy());
  }

  #onEnd(): void {
    this.#ended = true;
    this.#sink.ended();
  }

  #onClose(): void {
    this.#closed = true;
    this.#window.release();
    this.#accepted.destroy();
    this.#sink.gone();
  }
}

/** What Node has read for a socket that was paused in the middle of it. */
function unreadBytes(socket: Socket): Buffer[] {
  const unread: unknown = socket.readableLength > 0 ? socket.read() : undefined;
  return unread instanceof Buffer ? [unread] : [];
}
