import type { DropCounter, DropReason } from "@fairlead/base";
import { encodeFrame, FrameDecoder } from "@fairlead/wire";
import { deafSink, type Leg, type LegSink } from "./leg.ts";

/** Longest payload that crosses between a frame and a WebSocket message, in bytes: what clients' WebSocket library takes in one frame. */
export const MAX_BRIDGED_BYTES = 16 * 2 ** 20;

/** Lets a byte leg speak whole messages, by the frame codec, so that it can be joined to a WebSocket leg. Empty frames are swallowed [RL-7]. */
export class FramedLeg implements Leg, LegSink {
  readonly kind = "messages";
  readonly #inner: Leg;
  readonly #drops: DropCounter;
  readonly #decoder = new FrameDecoder(MAX_BRIDGED_BYTES);
  #sink: LegSink = deafSink;

  constructor(inner: Leg, drops: DropCounter) {
    this.#inner = inner;
    this.#drops = drops;
  }

  get closed(): boolean {
    return this.#inner.closed;
  }

  attach(sink: LegSink): void {
    this.#sink = sink;
    this.#inner.attach(this);
  }

  /** The chunk is copied: frames outlive the memory they were read into. */
  received(chunk: Buffer): boolean {
    this.#decoder.push(Buffer.from(chunk));
    return this.#deliver();
  }

  ended(): void {
    this.#sink.ended();
  }

  drained(): void {
    this.#sink.drained();
  }

  gone(): void {
    this.#sink.gone();
  }

  putBack(messages: readonly Buffer[]): void {
    this.#inner.putBack(messages.map((message) => encodeFrame(message)));
  }

  write(message: Buffer): boolean {
    return this.#inner.write(encodeFrame(message));
  }

  resume(): void {
    if (this.#deliver()) this.#inner.resume();
  }

  readAtMost(byteCount: number | undefined): void {
    this.#inner.readAtMost(byteCount);
  }

  readSmaller(): void {
    this.#inner.readSmaller();
  }

  end(): void {
    this.#inner.end();
  }

  destroy(reason: DropReason): void {
    this.#inner.destroy(reason);
  }

  /** True when it wants more bytes. */
  #deliver(): boolean {
    for (;;) {
      const message = this.#nextFrame();
      if (message === undefined) return true;
      if (message.length > 0 && !this.#sink.received(message)) return false;
    }
  }

  /** A frame that announces too much ends the leg at its header, before anything of it is stored. */
  #nextFrame(): Buffer | undefined {
    try {
      return this.#decoder.next();
    } catch {
      // Only the cap makes it throw.
      this.#drops.drop("frame_too_long");
      this.#inner.destroy("frame_too_long");
      return undefined;
    }
  }
}
