import type { Clock, Counter, Histogram, Metrics } from "@fairlead/base";

export type RedisOutcome = "answered" | "late" | "refused" | "failed";

/** 0.1 ms, the same machine, to 5 s, far beyond where a call is given up. */
const BUCKETS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** What is asked of Redis, how long it takes, and how often it does not answer. Names are those of commands and scripts in the source. */
export class RedisMetrics {
  readonly #clock: Clock;
  readonly #metrics: Metrics;
  readonly #counters = new Map<string, Counter>();
  readonly #seconds: Histogram;
  readonly #changes: Counter;

  constructor(clock: Clock, metrics: Metrics, isUp: () => boolean) {
    this.#clock = clock;
    this.#metrics = metrics;
    const help = "Time until Redis answered a call or a batch";
    this.#seconds = metrics.histogram({ name: "fairlead_redis_seconds", help, buckets: BUCKETS });
    const changes = {
      name: "fairlead_redis_history_changes_total",
      help: "Times Redis had another history than before",
    };
    this.#changes = metrics.counter(changes);
    metrics.gauge({ name: "fairlead_redis_up", help: "1 while the connection to Redis is up" }, () => (isUp() ? 1 : 0));
  }

  count(name: string, outcome: RedisOutcome, amount = 1): void {
    const key = `${name} ${outcome}`;
    let counter = this.#counters.get(key);
    if (counter === undefined) {
      const spec = { name: "fairlead_redis_commands_total", help: "Commands and scripts, by what came of them" };
      counter = this.#metrics.counter(spec, { command: name, outcome });
      this.#counters.set(key, counter);
    }
    counter.add(amount);
  }

  historyChanged(): void {
    this.#changes.add();
  }

  async timed<T>(work: Promise<T>): Promise<T> {
    const startedAtMs = this.#clock.now();
    try {
      return await work;
    } finally {
      this.#seconds.observe((this.#clock.now() - startedAtMs) / 1000);
    }
  }
}
