/** What a RustDesk client waits for, in milliseconds unless named otherwise. */
export interface ClientTimings {
  /** Drives registration over UDP. */
  readonly tickMs: number;
  readonly registerIntervalMs: number;
  readonly registerRetryMs: number;
  /** Over TCP and WebSocket RegisterPk is repeated this often until accepted. */
  readonly streamRegisterRetryMs: number;
  /** Until the server says otherwise. */
  readonly keepAliveMs: number;
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
  /** The waits between retransmissions of one PunchHoleRequest. */
  readonly punchWaitsMs: readonly number[];
  /** A push for the same address within this time of the one before is a duplicate. */
  readonly dedupeMs: number;
  /** A mediator that ended begins again not before this long after it began. */
  readonly restartMs: number;
  /** Registration attempts while the server says NOT_DEPLOYED. */
  readonly needsDeployMs: number;
  /** B's attempt to open its own NAT towards A. */
  readonly nudgeMs: number;
  /** How long B listens for A. */
  readonly listenMs: number;
  /** A's direct attempt on the same network, or when relaying is likely anyway. */
  readonly shortDirectMs: number;
  readonly directMs: number;
  /** B's further copies of a PunchHoleSent over UDP come after each of these. */
  readonly udpCopyGapsMs: readonly number[];
}

/** As client 1.4.9 has them. (hc config, cl rendezvous_mediator, cl client) */
const REAL_TIMINGS: ClientTimings = {
  tickMs: 1000,
  registerIntervalMs: 15_000,
  registerRetryMs: 3000,
  streamRegisterRetryMs: 15_000,
  keepAliveMs: 60_000,
  connectTimeoutMs: 18_000,
  readTimeoutMs: 18_000,
  punchWaitsMs: [3000, 6000, 9000],
  dedupeMs: 100,
  restartMs: 18_000,
  needsDeployMs: 30_000,
  nudgeMs: 30,
  listenMs: 18_000,
  shortDirectMs: 1000,
  directMs: 18_000,
  udpCopyGapsMs: [20, 20],
};

/** The same proportions, for tests that must not wait: nothing here is longer than a test may take. */
export const QUICK_TIMINGS: ClientTimings = {
  ...REAL_TIMINGS,
  tickMs: 50,
  registerIntervalMs: 1500,
  registerRetryMs: 300,
  streamRegisterRetryMs: 1500,
  connectTimeoutMs: 3000,
  readTimeoutMs: 4000,
  punchWaitsMs: [1000, 1500, 1500],
  restartMs: 300,
  needsDeployMs: 3000,
  listenMs: 3000,
  shortDirectMs: 300,
  directMs: 1000,
};
