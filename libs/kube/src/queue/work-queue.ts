import { type Clock, errorMessage, type Logger, type Metrics, TokenBucket } from "@fairlead/base";
import { KubeError } from "../errors.ts";
import { QueueMetrics } from "./queue-metrics.ts";

/** A failed key comes back after this, doubled with each failure in a row [KU-29]. */
const FIRST_DELAY_MS = 5;
const LONGEST_DELAY_MS = 1_000_000;
/** Failed keys of one queue that come back per second, and at once after a quiet time. */
const RETRIES_PER_SECOND = 10;
const RETRY_BURST = 10;

export interface WorkQueuePorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** What work may answer: this key again after a while, whatever happens until then. */
export interface WorkResult {
  readonly againAfterMs?: number | undefined;
}

export interface WorkQueueSettings {
  /** Label `name` of the metrics. */
  readonly name: string;
  /** Never twice at a time for one key; rejecting = try again later. The signal aborts when the queue ends. */
  readonly work: (key: string, signal: AbortSignal) => Promise<void> | Promise<WorkResult | undefined>;
  /** How many keys are worked on at a time; 1 unless told. */
  readonly workers?: number | undefined;
}

interface Later extends Disposable {
  readonly dueMs: number;
}

/**
 * Keyed work: a key that is added ten times while it waits, or is worked on, is worked on once more [KU-29]. A queue holds each key once, so it is bounded by the objects that there are.
 */
export class WorkQueue implements AsyncDisposable {
  readonly #ports: WorkQueuePorts;
  readonly #settings: WorkQueueSettings;
  readonly #metrics: QueueMetrics;
  readonly #retries: TokenBucket;
  /** Keys and since when they wait. */
  readonly #waiting = new Map<string, number>();
  /** Keys worked on, and since when. */
  readonly #running = new Map<string, number>();
  /** Keys added while they are worked on. */
  readonly #again = new Set<string>();
  readonly #later = new Map<string, Later>();
  readonly #failures = new Map<string, number>();
  readonly #over = new AbortController();
  #started = false;
  #whenIdle = Promise.withResolvers<void>();

  constructor(ports: WorkQueuePorts, settings: WorkQueueSettings) {
    this.#ports = ports;
    this.#settings = settings;
    this.#retries = new TokenBucket(RETRIES_PER_SECOND, RETRY_BURST, ports.clock.now());
    this.#metrics = new QueueMetrics(ports.metrics, settings.name, {
      depth: () => this.#waiting.size,
      running: () => [...this.#running.values()].map((sinceMs) => (ports.clock.now() - sinceMs) / 1000),
    });
  }

  /** Keys that wait to be worked on. */
  get depth(): number {
    return this.#waiting.size;
  }

  start(): void {
    this.#started = true;
    this.#pump();
  }

  add(key: string): void {
    if (this.#over.signal.aborted) return;
    this.#metrics.adds.add();
    if (this.#running.has(key)) this.#again.add(key);
    else if (!this.#waiting.has(key)) this.#waiting.set(key, this.#ports.clock.now());
    this.#pump();
  }

  /** Of several times for one key the earliest counts. */
  addAfter(key: string, delayMs: number): void {
    if (this.#over.signal.aborted) return;
    const dueMs = this.#ports.clock.now() + delayMs;
    const planned = this.#later.get(key);
    if (planned !== undefined && planned.dueMs <= dueMs) return;
    planned?.[Symbol.dispose]();
    const timer = this.#ports.clock.after(delayMs, () => {
      this.#later.delete(key);
      this.add(key);
    });
    this.#later.set(key, { dueMs, [Symbol.dispose]: () => timer[Symbol.dispose]() });
  }

  /** Resolves when nothing waits and nothing runs, apart from what waits for its time. */
  async idle(): Promise<void> {
    while (this.#running.size > 0 || this.#waiting.size > 0) await this.#whenIdle.promise;
  }

  /** Nothing new is begun; resolves when what runs has ended. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#over.abort();
    this.#waiting.clear();
    for (const later of this.#later.values()) later[Symbol.dispose]();
    this.#later.clear();
    await this.idle();
  }

  #pump(): void {
    const { workers = 1 } = this.#settings;
    while (this.#started && this.#running.size < workers) {
      const [next] = this.#waiting;
      if (next === undefined) break;
      const [key, sinceMs] = next;
      this.#waiting.delete(key);
      this.#metrics.waited.observe((this.#ports.clock.now() - sinceMs) / 1000);
      this.#running.set(key, this.#ports.clock.now());
      void this.#work(key);
    }
    if (this.#running.size > 0 || this.#waiting.size > 0) return;
    this.#whenIdle.resolve();
    this.#whenIdle = Promise.withResolvers();
  }

  async #work(key: string): Promise<void> {
    const startedAtMs = this.#ports.clock.now();
    try {
      const result = await this.#settings.work(key, this.#over.signal);
      this.#succeeded(key, result?.againAfterMs);
    } catch (error) {
      this.#failed(key, error);
    }
    this.#metrics.worked.observe((this.#ports.clock.now() - startedAtMs) / 1000);
    this.#running.delete(key);
    if (this.#again.delete(key) && !this.#over.signal.aborted) this.#waiting.set(key, this.#ports.clock.now());
    this.#pump();
  }

  #succeeded(key: string, againAfterMs: number | undefined): void {
    this.#failures.delete(key);
    this.#metrics.done(againAfterMs === undefined ? "success" : "requeue_after");
    if (againAfterMs !== undefined) this.addAfter(key, againAfterMs);
  }

  #failed(key: string, error: unknown): void {
    if (this.#over.signal.aborted) return;
    const failures = this.#failures.get(key) ?? 0;
    this.#failures.set(key, failures + 1);
    const ownMs = Math.min(FIRST_DELAY_MS * 2 ** failures, LONGEST_DELAY_MS);
    const askedMs = error instanceof KubeError ? (error.retryAfterMs ?? 0) : 0;
    const delayMs = Math.max(ownMs, askedMs, this.#retries.take(1, this.#ports.clock.now()));
    this.#metrics.done("error");
    this.#metrics.retries.add();
    const fields = { queue: this.#settings.name, key, failures: failures + 1, again_in_ms: Math.round(delayMs) };
    this.#ports.logger.warn("kube.work_failed", { ...fields, reason: errorMessage(error) });
    this.addAfter(key, delayMs);
  }
}
