/**
 * Sizes of read buffers in bytes. Quiet legs read into the first, which is their own and all that an idle pair holds of this kind; busy ones borrow larger
 * ones: fewer system calls per byte.
 */
export const READ_TIERS = [1024, 8 * 1024, 64 * 1024, 512 * 1024] as const;
const LARGEST = READ_TIERS.length - 1;

export interface ReadBufferSettings {
  /** Most bytes on loan at a time; the largest size stops at half of it, so that many busy legs share what there is. */
  readonly maxLentBytes: number;
  /** Most bytes kept for the next borrower; more is left to the garbage collector. */
  readonly maxKeptBytes: number;
}
export const readBufferDefaults: ReadBufferSettings = { maxLentBytes: 128 * 2 ** 20, maxKeptBytes: 16 * 2 ** 20 };

/** Lends large read buffers to busy legs: one per thread, so that memory follows the traffic and not the number of sessions. */
export class ReadBuffers {
  readonly #settings: ReadBufferSettings;
  readonly #kept: Buffer[][] = READ_TIERS.map(() => []);
  #keptBytes = 0;
  #lentBytes = 0;

  constructor(settings: ReadBufferSettings = readBufferDefaults) {
    this.#settings = settings;
  }

  get lentBytes(): number {
    return this.#lentBytes;
  }

  /** Undefined when enough is on loan. */
  take(tier: number): Buffer | undefined {
    const size = READ_TIERS[tier];
    if (size === undefined || this.#lentBytes + size > this.#capacity(tier)) return undefined;
    this.#lentBytes += size;
    const kept = this.#kept[tier]?.pop();
    if (kept === undefined) return Buffer.allocUnsafeSlow(size);
    this.#keptBytes -= size;
    return kept;
  }

  give(tier: number, buffer: Buffer): void {
    this.#lentBytes -= buffer.length;
    if (this.#keptBytes + buffer.length > this.#settings.maxKeptBytes) return;
    this.#keptBytes += buffer.length;
    this.#kept[tier]?.push(buffer);
  }

  #capacity(tier: number): number {
    return tier === LARGEST ? this.#settings.maxLentBytes / 2 : this.#settings.maxLentBytes;
  }
}
