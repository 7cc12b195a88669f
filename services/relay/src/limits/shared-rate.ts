import { PairedBuckets } from "./paired-buckets.ts";

/** No share is smaller: what runs stays alive, and shows that it wants more. */
const LEAST_SHARE_BPS = 64_000;
/** A share holds its sessions back when they used this part of it over a second, or have to pause for so long now. */
const SATURATED = 0.95;
const LONG_PAUSE_MS = 250;
/** Who is not held back asks for a little more than it uses. */
const HEADROOM = 1.1;
/** What a limit with idle sessions asks for, so that the first byte does not wait for a share: this part of an equal share, all idlers together never more than that part of the limit. */
const IDLE_PART = 0.05;

/** A rate that several relays share [CL-36]: this relay's share, and what it would like to have of it. */
export class SharedRate {
  readonly buckets: PairedBuckets;
  #limitBps: number;
  #relays = 1;
  #shareBps: number | undefined;

  /** 0 = no limit. */
  constructor(limitBps: number, relays: number, nowMs: number) {
    this.#limitBps = limitBps;
    this.#relays = relays;
    this.buckets = new PairedBuckets(this.#rate(), nowMs);
  }

  get limitBps(): number {
    return this.#limitBps;
  }

  /**
   * The limit itself has changed, or the number of relays has. Before the first share comes a relay takes an equal part of the limit: all together never take more than it, also when
   * the store is away from the start.
   */
  setLimit(limitBps: number, relays: number, nowMs: number): void {
    this.#limitBps = limitBps;
    this.#relays = relays;
    this.buckets.setRate(this.#rate(), nowMs);
  }

  /** Kept until the next one, however long that takes. */
  setShare(shareBps: number, nowMs: number): void {
    this.#shareBps = shareBps;
    this.buckets.setRate(this.#rate(), nowMs);
  }

  /** Bits per second, of what was used over the last second and of whether anything could have used more. */
  wanted(usedBps: number, sessions: number, nowMs: number): number {
    if (this.#limitBps === 0) return usedBps;
    if (usedBps >= this.buckets.rate * SATURATED || this.#pauseMs(nowMs) > LONG_PAUSE_MS) return this.#limitBps;
    const idle = sessions === 0 ? 0 : (this.#limitBps / this.#relays) * IDLE_PART;
    return Math.min(this.#limitBps, Math.max(usedBps * HEADROOM, idle));
  }

  #pauseMs(nowMs: number): number {
    return Math.max(this.buckets.forward.remaining(nowMs), this.buckets.backward.remaining(nowMs));
  }

  #rate(): number {
    if (this.#limitBps === 0) return Number.POSITIVE_INFINITY;
    const share = this.#shareBps ?? this.#limitBps / Math.max(1, this.#relays);
    return Math.min(this.#limitBps, Math.max(share, LEAST_SHARE_BPS));
  }
}
