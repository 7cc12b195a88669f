import { BoundedQueue, type Clock, type Counter, type Metrics, withDeadline } from "@fairlead/base";
import type { ReadableSpan, SpanExporter, SpanProcessor } from "@opentelemetry/sdk-trace";

/** What waits while the collector is slow: about 1 KiB each. */
const MOST_WAITING = 2048;
const BATCH = 512;
const EVERY_MS = 1000;
/** How long a stop waits for the last batches. */
const LAST_WORDS_MS = 2000;

/**
 * Spans on their way to the collector: one batch at a time, the rest waits in a bounded queue. What does not fit, or what the collector did not take, is dropped and
 * counted; nobody who ends a span ever waits.
 */
export class SpanQueue implements SpanProcessor {
  readonly #clock: Clock;
  readonly #exporter: SpanExporter;
  readonly #waiting = new BoundedQueue<ReadableSpan>(MOST_WAITING);
  readonly #timer: Disposable;
  readonly #sent: Counter;
  readonly #dropped: Counter;
  #sending: Promise<void> | undefined;

  constructor(clock: Clock, metrics: Metrics, exporter: SpanExporter) {
    this.#clock = clock;
    this.#exporter = exporter;
    this.#sent = metrics.counter({ name: "fairlead_telemetry_spans_sent_total", help: "Spans the collector took" });
    const help = "Spans that were lost: the collector did not take them, or too many waited";
    this.#dropped = metrics.counter({ name: "fairlead_telemetry_spans_dropped_total", help });
    this.#timer = clock.every(EVERY_MS, () => this.#send());
  }

  onStart(): void {
    // Spans are told of when they end.
  }

  onEnd(span: ReadableSpan): void {
    if (!this.#waiting.push(span)) this.#dropped.add();
    if (this.#waiting.size >= BATCH) this.#send();
  }

  /** Until nothing waits. */
  async forceFlush(): Promise<void> {
    while (this.#waiting.size > 0 || this.#sending !== undefined) {
      this.#send();
      await this.#sending;
    }
  }

  /** The last batches have 2 s; what is left then is dropped. */
  async shutdown(): Promise<void> {
    this.#timer[Symbol.dispose]();
    const end = this.forceFlush().then(() => this.#exporter.shutdown());
    await withDeadline(this.#clock, LAST_WORDS_MS, end).catch(() => undefined);
    this.#dropped.add(this.#waiting.size);
  }

  #send(): void {
    if (this.#sending !== undefined || this.#waiting.size === 0) return;
    const batch = this.#take();
    this.#sending = this.#export(batch).then((taken) => {
      (taken ? this.#sent : this.#dropped).add(batch.length);
      this.#sending = undefined;
    });
  }

  /** Whether the collector took it. Never rejects. */
  #export(batch: ReadableSpan[]): Promise<boolean> {
    return new Promise((resolve) => this.#exporter.export(batch, ({ code }) => resolve(code === EXPORTED)));
  }

  #take(): ReadableSpan[] {
    const batch: ReadableSpan[] = [];
    for (let span = this.#waiting.shift(); span !== undefined; span = this.#waiting.shift()) {
      batch.push(span);
      if (batch.length === BATCH) break;
    }
    return batch;
  }
}

/** `ExportResultCode.SUCCESS`. */
const EXPORTED = 0;
