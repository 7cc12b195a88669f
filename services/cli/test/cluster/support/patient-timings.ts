import { type ClientTimings, QUICK_TIMINGS } from "@fairlead/testkit";

/**
 * For clients whose way is told beforehand: a machine that stands still for seconds makes none of them go by relay instead, answer twice, or give up. They ask again before a real one does,
 * as a device that was just switched off is known to be gone only then.
 */
export const PATIENT_TIMINGS: ClientTimings = {
  ...QUICK_TIMINGS,
  connectTimeoutMs: 18_000,
  readTimeoutMs: 18_000,
  punchWaitsMs: [2000, 6000, 10_000],
  dedupeMs: 18_000,
  listenMs: 18_000,
  shortDirectMs: 18_000,
  directMs: 18_000,
};
