import { READ_TIERS, type ReadBuffers } from "./read-buffers.ts";

/** Reads in a row that would have fitted the next smaller buffer before the larger one goes back. */
const SMALL_READS_BEFORE_SHRINK = 16;

/**
 * Which buffer a leg reads into next. A read that fills its buffer asks for the next size; a run of small reads gives it back. A leg that falls silent keeps
 * what it has until its next few reads or its end: the kernel was told where to read, and that cannot be changed between reads.
 */
export class ReadWindow {
  readonly #buffers: ReadBuffers;
  readonly #own: Buffer = Buffer.allocUnsafeSlow(READ_TIERS[0]);
  #current: Buffer = this.#own;
  #tier = 0;
  #smallReads = 0;
  #shrink = false;

  constructor(buffers: ReadBuffers) {
    this.#buffers = buffers;
  }

  get current(): Buffer {
    return this.#current;
  }

  /** After a read whose memory is free again: the buffer for the next one, or undefined to go on with the same. */
  afterRead(byteCount: number): Buffer | undefined {
    if (this.#shrink) return this.#lower();
    if (byteCount === this.#current.length) return this.#raise();
    if (this.#tier === 0) return undefined;
    this.#smallReads = byteCount <= (READ_TIERS[this.#tier - 1] ?? 0) ? this.#smallReads + 1 : 0;
    return this.#smallReads >= SMALL_READS_BEFORE_SHRINK ? this.#lower() : undefined;
  }

  /** One size down at the next opportunity. */
  readSmaller(): void {
    this.#shrink = this.#tier > 0;
  }

  /** Gives back what is on loan; nothing is read any more. */
  release(): void {
    this.#leave();
    this.#tier = 0;
    this.#current = this.#own;
  }

  #raise(): Buffer | undefined {
    const larger = this.#buffers.take(this.#tier + 1);
    return larger === undefined ? undefined : this.#enter(this.#tier + 1, larger);
  }

  #lower(): Buffer {
    const tier = this.#tier - 1;
    const smaller = tier > 0 ? this.#buffers.take(tier) : undefined;
    return this.#enter(smaller === undefined ? 0 : tier, smaller ?? this.#own);
  }

  #enter(tier: number, buffer: Buffer): Buffer {
    this.#leave();
    this.#shrink = false;
    this.#smallReads = 0;
    this.#tier = tier;
    this.#current = buffer;
    return buffer;
  }

  #leave(): void {
    if (this.#tier > 0) this.#buffers.give(this.#tier, this.#current);
  }
}
