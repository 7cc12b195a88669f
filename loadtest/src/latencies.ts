export interface Percentiles {
  readonly count: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Collects durations; holds the youngest `capacity` of them. */
export class Latencies {
  readonly #capacity: number;
  readonly #valuesMs: number[] = [];
  #count = 0;

  constructor(capacity = 200_000) {
    this.#capacity = capacity;
  }

  add(durationMs: number): void {
    this.#valuesMs[this.#count % this.#capacity] = durationMs;
    this.#count += 1;
  }

  percentiles(): Percentiles {
    const sorted = [...this.#valuesMs].sort((a, b) => a - b);
    const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return { count: this.#count, p50Ms: at(0.5), p90Ms: at(0.9), p99Ms: at(0.99), maxMs: sorted.at(-1) ?? 0 };
  }
}
