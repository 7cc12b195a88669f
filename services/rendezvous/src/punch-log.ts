export interface PunchLogEntry {
  /** Unix milliseconds, for people. */
  readonly wallMs: number;
  readonly nowMs: number;
  readonly fromIp: string;
  readonly toIp: string;
  readonly toId: string;
}

/** A client repeats itself; one line in this time tells as much. */
const REPEAT_MS = 60_000;
/** How far back repeats are looked for. */
const LOOK_BACK = 30;

/** Who asked for whom, newest last. Bounded: the oldest lines make room. */
export class PunchLog {
  readonly #capacity: number;
  #lines: PunchLogEntry[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(entry: PunchLogEntry): void {
    const before = this.#lines
      .slice(-LOOK_BACK)
      .findLast((one) => one.fromIp === entry.fromIp && one.toId === entry.toId);
    if (before !== undefined && entry.nowMs - before.nowMs < REPEAT_MS) return;
    this.#lines.push(entry);
    if (this.#lines.length >= this.#capacity * 2) this.#lines = this.entries();
  }

  /** Oldest first. */
  entries(): PunchLogEntry[] {
    return this.#lines.slice(-this.#capacity);
  }

  clear(): void {
    this.#lines = [];
  }
}
