import { TokenBucket } from "@fairlead/base";
import type { RelayLimits } from "./settings.ts";

/** M = 2^20, as the old server's settings count [RL-9]. */
const BITS_PER_MEGABIT = 2 ** 20;
/** A bucket holds what passes in this time: short enough that an average is kept within a second. */
const BURST_S = 0.1;

export const bitsPerSecond = (megabits: number | undefined): number =>
  megabits === undefined ? Number.POSITIVE_INFINITY : megabits * BITS_PER_MEGABIT;

export function bandwidthBucket(rate: number, nowMs: number): TokenBucket {
  return new TokenBucket(rate, burstOf(rate), nowMs);
}

export function setBandwidth(bucket: TokenBucket, rate: number, nowMs: number): void {
  if (bucket.ratePerSecond !== rate) bucket.setRate(rate, burstOf(rate), nowMs);
}

function burstOf(rate: number): number {
  return rate === Number.POSITIVE_INFINITY ? rate : rate * BURST_S;
}

/** The limits in force, and the buckets that all sessions share: one per direction, so that a flood one way does not stall the other. */
export class Bandwidth {
  readonly totalForward: TokenBucket;
  readonly totalBackward: TokenBucket;
  #limits: RelayLimits;

  constructor(limits: RelayLimits, nowMs: number) {
    this.#limits = limits;
    this.totalForward = bandwidthBucket(bitsPerSecond(limits.totalMbps), nowMs);
    this.totalBackward = bandwidthBucket(bitsPerSecond(limits.totalMbps), nowMs);
  }

  get limits(): RelayLimits {
    return this.#limits;
  }

  change(change: Partial<RelayLimits>, nowMs: number): void {
    this.#limits = { ...this.#limits, ...change };
    const total = bitsPerSecond(this.#limits.totalMbps);
    setBandwidth(this.totalForward, total, nowMs);
    setBandwidth(this.totalBackward, total, nowMs);
  }

  /** Bits per second of one direction of a session. */
  sessionRate(slowed: boolean): number {
    return bitsPerSecond(slowed ? this.#limits.slowMbps : this.#limits.singleMbps);
  }
}
