import { TokenBucket } from "@fairlead/base";

/** A bucket holds what passes in this time: short enough that an average is kept within a second. */
const BURST_S = 0.1;

/** One limit: a bucket per direction, so that a flood one way does not stall the other. Bits per second; Infinity = no limit. */
export class PairedBuckets {
  readonly forward: TokenBucket;
  readonly backward: TokenBucket;

  constructor(rate: number, nowMs: number) {
    this.forward = new TokenBucket(rate, burstOf(rate), nowMs);
    this.backward = new TokenBucket(rate, burstOf(rate), nowMs);
  }

  get rate(): number {
    return this.forward.ratePerSecond;
  }

  /** For both directions, and for sessions that run. */
  setRate(rate: number, nowMs: number): void {
    setRate(this.forward, rate, nowMs);
    setRate(this.backward, rate, nowMs);
  }
}

export function setRate(bucket: TokenBucket, rate: number, nowMs: number): void {
  if (bucket.ratePerSecond !== rate) bucket.setRate(rate, burstOf(rate), nowMs);
}

function burstOf(rate: number): number {
  return rate === Number.POSITIVE_INFINITY ? rate : rate * BURST_S;
}
