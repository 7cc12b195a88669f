/** The bit of every bandwidth setting: Mb/s are 2^20 bits a second [RL-9]. */
export const MEGABIT = 1024 * 1024;
const BURST_SECONDS = 0.1;

/** All in bits a second and direction. */
export interface BandwidthLimits {
  /** SINGLE_BANDWIDTH: one direction of one pair. */
  readonly single: number;
  /** LIMIT_SPEED: one direction of a black-listed or downgraded pair. */
  readonly limited: number;
  /** TOTAL_BANDWIDTH: each direction of all pairs together; Infinity unless set. */
  readonly total: number;
}
export const bandwidthDefaults: BandwidthLimits = {
  single: 128 * MEGABIT,
  limited: 32 * MEGABIT,
  total: Number.POSITIVE_INFINITY,
};

/** Mb/s as settings write them; values that are not positive numbers are ignored: `undefined`. */
export function megabitsPerSecond(text: string): number | undefined {
  const value = Number(text.trim());
  return text.trim() !== "" && Number.isFinite(value) && value > 0 ? value * MEGABIT : undefined;
}

/** [RL-9] What one direction of a pair may carry. */
export function pairRate(limits: BandwidthLimits, slowed: boolean): number {
  return slowed ? Math.min(limits.single, limits.limited) : limits.single;
}

/** A bucket of this rate holds a tenth of a second. */
export const burstOf = (bitsPerSecond: number): number => bitsPerSecond * BURST_SECONDS;
