import type { TLSSocket } from "node:tls";
import { deafSink, type Leg, type LegSink } from "@fairlead/net";

const NOTHING = Buffer.alloc(0);

/**
 * One end of a connection between two relays: an opaque stream of bytes, whatever its client speaks [CL-38] [RL-7]. Expects a paused socket that allows half-close. A `TcpLeg` takes the
 * kernel's connection out of its socket to read into memory of its own; TLS decrypts in between, so here Node's chunks are the units.
 */
export class MeshLeg implements Leg {
  readonly kind = "bytes";
  readonly #socket: TLSSocket;
  #sink: LegSink = deafSink;
  #rest: Buffer;
  #ended = false;
  #closed = false;
  #waits = false;

  /** `rest`: what came with the first frame. */
  constructor(socket: TLSSocket, rest: Buffer = NOTHING) {
    this.#socket = socket;
    this.#rest = rest;
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => {
      if (!this.#sink.received(chunk)) socket.pause();
    });
    socket.pause();
    socket.once("end", () => this.#onEnd());
    socket.once("close", () => this.#onClose());
    socket.on("error", () => socket.destroy());
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
    else if (goOn) this.#socket.resume();
    else this.#socket.pause();
  }

  putBack(units: readonly Buffer[]): void {
    this.#rest = Buffer.concat([...units, this.#rest]);
    this.#socket.pause();
  }

  write(unit: Buffer): boolean {
    if (!this.#socket.writable) return true;
    this.#socket.write(unit, this.#onWritten);
    this.#waits = this.#socket.writableLength > 0;
    return !this.#waits;
  }

  resume(): void {
    if (!this.#closed) this.#socket.resume();
  }

  readAtMost(): void {
    // Its units are what was read: nothing is read ahead.
  }

  readSmaller(): void {
    // A TLS record is the unit.
  }

  end(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  readonly #onWritten = (): void => {
    if (!this.#waits || this.#socket.writableLength > 0) return;
    this.#waits = false;
    this.#sink.drained();
  };

  #onEnd(): void {
    this.#ended = true;
    this.#sink.ended();
  }

  #onClose(): void {
    this.#closed = true;
    this.#sink.gone();
  }
}
