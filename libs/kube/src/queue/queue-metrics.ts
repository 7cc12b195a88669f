import type { Counter, Histogram, Metrics } from "@fairlead/base";

const SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60];

/** What dashboards for controllers look for, by their names. */
export interface QueueReadings {
  depth(): number;
  /** Seconds for which each running piece of work has run. */
  running(): readonly number[];
}

export class QueueMetrics {
  readonly adds: Counter;
  readonly retries: Counter;
  readonly waited: Histogram;
  readonly worked: Histogram;
  readonly #results: (result: string) => Counter;
  readonly #errors: Counter;

  constructor(metrics: Metrics, name: string, readings: QueueReadings) {
    const labels = { name };
    const gauge = (metric: string, help: string, read: () => number): void =>
      metrics.gauge({ name: metric, help }, () => [{ labels, value: read() }]);
    gauge("workqueue_depth", "Keys that wait to be worked on", () => readings.depth());
    gauge("workqueue_unfinished_work_seconds", "Work in progress, added up", () => sum(readings.running()));
    gauge("workqueue_longest_running_processor_seconds", "The longest work in progress", () => max(readings.running()));
    this.adds = metrics.counter({ name: "workqueue_adds_total", help: "Keys added" }, labels);
    this.retries = metrics.counter(
      { name: "workqueue_retries_total", help: "Keys that came back after a failure" },
      labels,
    );
    const waiting = {
      name: "workqueue_queue_duration_seconds",
      help: "From adding a key to working on it",
      buckets: SECONDS,
    };
    this.waited = metrics.histogram(waiting, labels);
    const working = { name: "workqueue_work_duration_seconds", help: "How long work on a key took", buckets: SECONDS };
    this.worked = metrics.histogram(working, labels);
    const results = { name: "controller_runtime_reconcile_total", help: "Work done, by what came of it" };
    this.#results = (result) => metrics.counter(results, { controller: name, result });
    const errors = { name: "controller_runtime_reconcile_errors_total", help: "Work that failed" };
    this.#errors = metrics.counter(errors, { controller: name });
  }

  done(result: "success" | "requeue_after" | "error"): void {
    this.#results(result).add();
    if (result === "error") this.#errors.add();
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const max = (values: readonly number[]): number => values.reduce((longest, value) => Math.max(longest, value), 0);
