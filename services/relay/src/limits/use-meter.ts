const BITS_PER_BYTE = 8;

/** Adds up what the sessions' meters say, once a second: no byte is counted a second time on its way [CL-35]. */
export class UseMeter {
  #totalBytes = 0;
  #forwardBytes = 0;
  #backwardBytes = 0;
  #tickedMs: number;
  #usedBps = 0;

  constructor(nowMs: number) {
    this.#tickedMs = nowMs;
  }

  /** Both directions, since it began. */
  get totalBytes(): number {
    return this.#totalBytes;
  }

  /** Bits per second of the busier direction, between the last two ticks. */
  get usedBps(): number {
    return this.#usedBps;
  }

  add(forwardBytes: number, backwardBytes: number): void {
    this.#forwardBytes += forwardBytes;
    this.#backwardBytes += backwardBytes;
    this.#totalBytes += forwardBytes + backwardBytes;
  }

  tick(nowMs: number): void {
    const elapsedMs = nowMs - this.#tickedMs;
    if (elapsedMs <= 0) return;
    this.#usedBps = (Math.max(this.#forwardBytes, this.#backwardBytes) * BITS_PER_BYTE * 1000) / elapsedMs;
    this.#tickedMs = nowMs;
    this.#forwardBytes = 0;
    this.#backwardBytes = 0;
  }
}
