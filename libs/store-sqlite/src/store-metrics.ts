import type { Clock, Counter, Histogram, Metrics } from "@fairlead/base";

type Operation = "read" | "write";

/** 0.1 ms, a cached page, to 5 s, where a request is given up. */
const BUCKETS = [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** How long the store takes and how often it fails. */
export class StoreMetrics {
  readonly #clock: Clock;
  readonly #metrics: Metrics;
  readonly #seconds: Readonly<Record<Operation, Histogram>>;
  readonly #failures: Readonly<Record<Operation, Counter>>;

  constructor(clock: Clock, metrics: Metrics) {
    this.#clock = clock;
    this.#metrics = metrics;
    this.#seconds = { read: secondsOf(metrics, "read"), write: secondsOf(metrics, "write") };
    this.#failures = { read: failuresOf(metrics, "read"), write: failuresOf(metrics, "write") };
  }

  /** Measures from the call to the answer, waiting included. */
  async measure<T>(operation: Operation, work: () => Promise<T>): Promise<T> {
    const startedAtMs = this.#clock.now();
    try {
      return await work();
    } catch (error) {
      this.#failures[operation].add();
      throw error;
    } finally {
      this.#seconds[operation].observe((this.#clock.now() - startedAtMs) / 1000);
    }
  }

  watchQueues(waiting: Readonly<Record<Operation, () => number>>): void {
    const spec = {
      name: "fairlead_store_waiting_requests",
      help: "Requests that wait for their turn at the peer store",
    };
    this.#metrics.gauge(spec, () =>
      Object.entries(waiting).map(([operation, count]) => ({ labels: { operation }, value: count() })),
    );
  }
}

function secondsOf(metrics: Metrics, operation: Operation): Histogram {
  const help = "Time until the peer store answered, waiting for the group commit included";
  return metrics.histogram({ name: "fairlead_store_seconds", help, buckets: BUCKETS }, { operation });
}

function failuresOf(metrics: Metrics, operation: Operation): Counter {
  const help = "Requests that the peer store did not answer";
  return metrics.counter({ name: "fairlead_store_failures_total", help }, { operation });
}
