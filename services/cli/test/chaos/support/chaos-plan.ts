import { type ClientTimings, QUICK_TIMINGS } from "@fairlead/testkit";

/** How long a row is played, and how hard. */
export interface ChaosPlan {
  readonly seed: number;
  /** Attempts begin this long before the fault and end this long after it is over. */
  readonly beforeMs: number;
  readonly afterMs: number;
  /** Between two attempts. */
  readonly everyMs: number;
  readonly devices: number;
  readonly sessions: number;
  /** Faults that last, last this long. */
  readonly faultMs: number;
  /** Longer than the sessions of a rolling restart. */
  readonly drainSeconds: number;
  /** Of every client: A waits as long as a real one does. */
  readonly timings: ClientTimings;
}

/** A's patience is real (18 s in three parts), the devices' heartbeats are quicker than real ones. */
const timings = (registerIntervalMs: number): ClientTimings => ({
  ...QUICK_TIMINGS,
  registerIntervalMs,
  registerRetryMs: Math.min(3000, registerIntervalMs / 3),
  connectTimeoutMs: 18_000,
  readTimeoutMs: 18_000,
  punchWaitsMs: [3000, 6000, 9000],
  restartMs: 1000,
  listenMs: 18_000,
});

/** For every run of the suite. */
export const SHORT: ChaosPlan = {
  seed: 20_261_121,
  beforeMs: 2_000,
  afterMs: 12_000,
  everyMs: 250,
  devices: 12,
  sessions: 6,
  faultMs: 8_000,
  drainSeconds: 12,
  timings: timings(3_000),
};

/** As `make chaos` plays it: real heartbeats, 200 attempts and more for every row. */
export const LONG: ChaosPlan = {
  seed: SHORT.seed,
  beforeMs: 30_000,
  afterMs: 60_000,
  everyMs: 400,
  devices: 30,
  sessions: 20,
  faultMs: 10_000,
  drainSeconds: 30,
  timings: timings(15_000),
};
