/**
 * One end of a byte pipe in memory, with a bounded buffer each way: what a TCP connection is, without the kernel. Made in pairs; what one end writes the
 * other reads.
 */
export class MemoryLeg {
  readonly #inbox: ByteQueue;
  readonly #outbox: ByteQueue;

  constructor(inbox: ByteQueue, outbox: ByteQueue) {
    this.#inbox = inbox;
    this.#outbox = outbox;
  }

  /** The next bytes, or `undefined` when the other end has ended, or either is closed. Waits for one of these. */
  read(): Promise<Uint8Array | undefined> {
    return this.#inbox.take();
  }

  /** Resolves when there is room for more: true; false when the pipe is closed or this end has ended. */
  write(bytes: Uint8Array): Promise<boolean> {
    return this.#outbox.put(bytes);
  }

  /** Half-close: no more from this end; the other end may go on. */
  end(): void {
    this.#outbox.end();
  }

  /** Both ways, at once, both ends. */
  close(): void {
    this.#inbox.close();
    this.#outbox.close();
  }

  get closed(): boolean {
    return this.#inbox.closed && this.#outbox.closed;
  }
}

export function memoryLegPair(capacityBytes = 64 * 1024): readonly [MemoryLeg, MemoryLeg] {
  const there = new ByteQueue(capacityBytes);
  const back = new ByteQueue(capacityBytes);
  return [new MemoryLeg(back, there), new MemoryLeg(there, back)];
}

class ByteQueue {
  readonly #capacityBytes: number;
  #chunks: Uint8Array[] = [];
  #bytes = 0;
  #ended = false;
  closed = false;
  #wake: (() => void)[] = [];

  constructor(capacityBytes: number) {
    this.#capacityBytes = capacityBytes;
  }

  async put(bytes: Uint8Array): Promise<boolean> {
    if (this.#ended || this.closed) return false;
    if (bytes.length > 0) this.#chunks.push(Uint8Array.from(bytes));
    this.#bytes += bytes.length;
    this.#notify();
    while (this.#bytes > this.#capacityBytes && !this.closed) await this.#changed();
    return !this.closed;
  }

  async take(): Promise<Uint8Array | undefined> {
    while (this.#chunks.length === 0 && !this.#ended && !this.closed) await this.#changed();
    const chunk = this.closed ? undefined : this.#chunks.shift();
    this.#bytes -= chunk?.length ?? 0;
    this.#notify();
    return chunk;
  }

  end(): void {
    this.#ended = true;
    this.#notify();
  }

  close(): void {
    this.closed = true;
    this.#chunks = [];
    this.#bytes = 0;
    this.#notify();
  }

  #changed(): Promise<void> {
    return new Promise((resolve) => this.#wake.push(resolve));
  }

  #notify(): void {
    const waiting = this.#wake;
    this.#wake = [];
    for (const wake of waiting) wake();
  }
}
