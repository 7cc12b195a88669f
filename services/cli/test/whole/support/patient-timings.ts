import { type ClientTimings, QUICK_TIMINGS } from "@fairlead/testkit";

/** A machine that stands still for seconds makes no client go by relay instead, or give up. */
const UNHURRIED: ClientTimings = {
  ...QUICK_TIMINGS,
  connectTimeoutMs: 18_000,
  readTimeoutMs: 18_000,
  listenMs: 18_000,
  shortDirectMs: 18_000,
  directMs: 18_000,
};

/** Nor does it make one ask or register again. */
export const STEADY_TIMINGS: ClientTimings = {
  ...UNHURRIED,
  registerRetryMs: 6000,
  streamRegisterRetryMs: 18_000,
  punchWaitsMs: [6000, 6000, 6000],
};

/**
 * For clients of a cluster, whose nodes go and come: they register again as quickly as before, answer one request once, and ask again before a real client does, as a device that was
 * just switched off is known to be gone only then.
 */
export const PATIENT_TIMINGS: ClientTimings = {
  ...UNHURRIED,
  punchWaitsMs: [2000, 6000, 10_000],
  dedupeMs: 18_000,
};
