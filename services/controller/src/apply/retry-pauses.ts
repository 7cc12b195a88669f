/** Pauses after failures, doubled with each, by key. Success and absence end them. */
export class RetryPauses {
  readonly #firstMs: number;
  readonly #lastMs: number;
  readonly #failures = new Map<string, { readonly count: number; readonly untilMs: number }>();

  constructor(firstMs = 1_000, lastMs = 60_000) {
    this.#firstMs = firstMs;
    this.#lastMs = lastMs;
  }

  isPaused(key: string, nowMs: number): boolean {
    return nowMs < (this.#failures.get(key)?.untilMs ?? Number.NEGATIVE_INFINITY);
  }

  /** Answers how long the pause is. `atLeastMs`: what the server asked for. */
  failed(key: string, nowMs: number, atLeastMs = 0): number {
    const count = (this.#failures.get(key)?.count ?? 0) + 1;
    const pauseMs = Math.max(atLeastMs, Math.min(this.#lastMs, this.#firstMs * 2 ** (count - 1)));
    this.#failures.set(key, { count, untilMs: nowMs + pauseMs });
    return pauseMs;
  }

  succeeded(key: string): void {
    this.#failures.delete(key);
  }

  /** Forgets all others. */
  keep(keys: ReadonlySet<string>): void {
    for (const key of this.#failures.keys()) if (!keys.has(key)) this.#failures.delete(key);
  }
}
