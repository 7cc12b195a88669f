interface Failure {
  readonly count: number;
  readonly untilMs: number;
  readonly reason: string;
}

/** Pauses after failures, doubled with each, by key. Success and absence end them. */
export class RetryPauses {
  readonly #firstMs: number;
  readonly #lastMs: number;
  readonly #failures = new Map<string, Failure>();

  constructor(firstMs = 1_000, lastMs = 60_000) {
    this.#firstMs = firstMs;
    this.#lastMs = lastMs;
  }

  isPaused(key: string, nowMs: number): boolean {
    return nowMs < (this.#failures.get(key)?.untilMs ?? Number.NEGATIVE_INFINITY);
  }

  /** Answers how long the pause is. `atLeastMs`: what the server asked for. */
  failed(key: string, nowMs: number, reason = "", atLeastMs = 0): number {
    const count = (this.#failures.get(key)?.count ?? 0) + 1;
    const pauseMs = Math.max(atLeastMs, Math.min(this.#lastMs, this.#firstMs * 2 ** (count - 1)));
    this.#failures.set(key, { count, untilMs: nowMs + pauseMs, reason });
    return pauseMs;
  }

  succeeded(key: string): void {
    this.#failures.delete(key);
  }

  /** Of one that has failed and not succeeded since; `undefined` = there is none. */
  get complaint(): string | undefined {
    const [first] = this.#failures;
    return (
      first &&
      `${first[0]}: ${first[1].reason}${this.#failures.size > 1 ? ` (and ${this.#failures.size - 1} more)` : ""}`
    );
  }

  /** Forgets all others. */
  keep(keys: ReadonlySet<string>): void {
    for (const key of this.#failures.keys()) if (!keys.has(key)) this.#failures.delete(key);
  }
}
