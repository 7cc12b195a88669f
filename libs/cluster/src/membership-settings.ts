export interface MembershipSettings {
  readonly renewEveryMs: number;
  /** How long a renewal holds. */
  readonly leaseMs: number;
  /** How long the last known nodes stay after the store has answered again. */
  readonly graceMs: number;
  /** How often this process looks whether it ran at all. */
  readonly beatMs: number;
  /** A beat later than this means that it was stopped. */
  readonly maxLateMs: number;
  /** Without an echo for so long, while the store answers, nobody hears this node. */
  readonly echoTimeoutMs: number;
  /** Owners whose lease is missing, and how long it is remembered since when: longer than any location is kept [CL-14]. */
  readonly maxMissing: number;
  readonly missingKeptMs: number;
}

/** [CL-3] [CL-4] [CL-5]. */
export const membershipDefaults: MembershipSettings = {
  renewEveryMs: 2000,
  leaseMs: 6000,
  graceMs: 10_000,
  beatMs: 500,
  maxLateMs: 4000,
  echoTimeoutMs: 6000,
  maxMissing: 4096,
  missingKeptMs: 20 * 60_000,
};
