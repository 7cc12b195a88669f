import type { Clock, Logger, Metrics } from "@fairlead/base";

export interface WorkQueuePorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** What work may answer: nothing more, or this key again after a while whatever happens until then. */
export interface WorkResult {
  readonly againAfterMs?: number | undefined;
}

export interface WorkQueueSettings {
  /** Label `name` of the metrics. */
  readonly name: string;
  /** One key at a time per worker, one worker per key; rejecting = try again later. The signal aborts when the queue ends. */
  readonly work: (key: string, signal: AbortSignal) => Promise<void> | Promise<WorkResult | undefined>;
  readonly workers?: number | undefined;
}

/** Keyed work [KU-29]. */
export declare class WorkQueue implements AsyncDisposable {
  constructor(ports: WorkQueuePorts, settings: WorkQueueSettings);
  /** Keys that wait to be worked on. */
  readonly depth: number;
  add(key: string): void;
  addAfter(key: string, delayMs: number): void;
  start(): void;
  /** Resolves when nothing waits and nothing runs, apart from what waits for its time. */
  idle(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
