import type { ThreadVitals } from "../relay-load.ts";

/** The loop is asked this often; Node reports this period together with the delay. */
export const LOOP_PERIOD_MS = 20;

/** What a thread can read of itself. */
export interface ThreadReadings {
  readonly nowMs: () => number;
  /** Since the thread began. */
  readonly processorMs: () => number;
  /** The mean since it was taken last; not a number when nothing was measured. */
  readonly takeLoopDelayMs: () => number;
}

/** Each reading is of the time since the one before. */
export function vitalsReader(readings: ThreadReadings): () => ThreadVitals {
  let [beforeMs, usedMs] = [readings.nowMs(), readings.processorMs()];
  return () => {
    const [nowMs, processorMs] = [readings.nowMs(), readings.processorMs()];
    const share = (processorMs - usedMs) / (nowMs - beforeMs);
    [beforeMs, usedMs] = [nowMs, processorMs];
    const processorShare = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
    return { processorShare, loopDelayMs: Math.max(0, readings.takeLoopDelayMs() || 0) };
  };
}
