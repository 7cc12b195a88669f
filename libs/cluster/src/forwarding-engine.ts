import type { Clock, Meter, Pacer } from "@fairlead/base";

/** Why a joined pair ended. `idle`: 30 s without a byte in either direction [RL-8]. `aborted`: told to. `overQuota`: a limit says no more. */
export type JoinEnd = "closed" | "aborted" | "idle" | "overQuota";

/** One direction of a joined pair: counted by its meter, paced by every bucket (bits), in this order. A pacer is this lane's alone; the bucket behind it may be shared, and may change rate while in use. */
export interface Lane {
  readonly meter: Meter;
  readonly buckets: readonly Pacer[];
  /** The unit that would bring the meter above this ends the pair as `overQuota`. Absent: no quota. */
  readonly maxBytes?: number | undefined;
}
export interface JoinOptions {
  readonly clock: Clock;
  readonly idleTimeoutMs: number;
  /** From the first leg to the second, and back. Neither lane ever waits for the other. */
  readonly forward: Lane;
  readonly backward: Lane;
  /** Ends the pair as `aborted`. */
  readonly signal: AbortSignal;
}

/**
 * Joins two legs into an opaque byte pipe [RL-6] [RL-8]. Bytes arrive in order, unmodified and complete, the ones read before joining first; half-close passes
 * through: one side's end reaches the other after the last byte, and the other direction goes on. Both legs are closed when the promise settles; it
 * never rejects. Back-pressure is not reading. No promise, closure or log line per chunk.
 */
export interface ForwardingEngine<Leg> {
  join(first: Leg, second: Leg, options: JoinOptions): Promise<JoinEnd>;
}
