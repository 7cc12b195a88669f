import { type Clock, ExpiringMap, TokenBucket } from "@fairlead/base";

/** A burst is said in full, then one line per this many milliseconds and event. */
const PERIOD_MS = 10_000;
const BURST = 10;
/** More event names than the code has; the bound is for the day somebody logs a client's text as an event. */
const MAX_EVENTS = 1000;

interface Quota {
  readonly bucket: TokenBucket;
  suppressed: number;
}

/** Lets a storm of one warning be one warning now and then, with the number of those it stands for. */
export class WarningLimiter {
  readonly #clock: Clock;
  readonly #quotas = new ExpiringMap<string, Quota>({ capacity: MAX_EVENTS, lifetimeMs: 24 * 3600_000 });

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many lines of this event were left out since the last one said; `undefined` when this one is left out too. */
  admit(event: string): number | undefined {
    const nowMs = this.#clock.now();
    const quota = this.#quota(event, nowMs);
    if (!quota.bucket.tryTake(1, nowMs)) {
      quota.suppressed += 1;
      return undefined;
    }
    const suppressed = quota.suppressed;
    quota.suppressed = 0;
    return suppressed;
  }

  #quota(event: string, nowMs: number): Quota {
    const known = this.#quotas.get(event, nowMs);
    if (known !== undefined) return known;
    const quota: Quota = { bucket: new TokenBucket(1000 / PERIOD_MS, BURST, nowMs), suppressed: 0 };
    this.#quotas.set(event, quota, nowMs);
    return quota;
  }
}
