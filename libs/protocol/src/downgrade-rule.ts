export interface DowngradeSettings {
  /** DOWNGRADE_THRESHOLD: a share of SINGLE_BANDWIDTH. */
  readonly threshold: number;
  /** DOWNGRADE_START_CHECK: the seconds that are averaged. */
  readonly startCheckSeconds: number;
}
export const downgradeDefaults: DowngradeSettings = { threshold: 0.66, startCheckSeconds: 1800 };

export interface DowngradeLimits {
  /** Bits a second. */
  readonly single: number;
  readonly limited: number;
}
export type DowngradeChange = "downgraded" | "restored";

const BUCKETS = 60;

/**
 * [RL-10] A direction that fills its limit for long is slowed down, and gets its speed back after it has been quiet for as long. Looks at the last
 * `startCheckSeconds` in 60 coarse buckets, not at the session's whole life, and starts a new window at each change. Settings are those of the moment,
 * so they may change live; another window length starts the window anew.
 */
export class DowngradeRule {
  readonly #bits = new Float64Array(BUCKETS);
  #sum = 0;
  #bucketMs = 0;
  #startedMs: number;
  #current = 0;
  #downgraded = false;

  constructor(nowMs: number) {
    this.#startedMs = nowMs;
  }

  get downgraded(): boolean {
    return this.#downgraded;
  }

  /** Tells of the bits since the last sample; call about once a second. Answers a change of state, once. */
  sample(
    bits: number,
    nowMs: number,
    settings: DowngradeSettings,
    limits: DowngradeLimits,
  ): DowngradeChange | undefined {
    this.#useWindow(settings.startCheckSeconds * 1000, nowMs);
    const completed = this.#moveTo(nowMs);
    const average = this.#sum / settings.startCheckSeconds;
    this.#add(bits);
    if (!completed) return undefined;
    const change = this.#judge(average, settings, limits);
    if (change !== undefined) this.#restart(nowMs, change === "downgraded");
    return change;
  }

  #judge(average: number, settings: DowngradeSettings, limits: DowngradeLimits): DowngradeChange | undefined {
    if (!this.#downgraded && average > limits.single * settings.threshold) return "downgraded";
    if (this.#downgraded && average < limits.limited / 2) return "restored";
    return undefined;
  }

  #useWindow(windowMs: number, nowMs: number): void {
    const bucketMs = windowMs / BUCKETS;
    if (bucketMs === this.#bucketMs) return;
    this.#bucketMs = bucketMs;
    this.#restart(nowMs, this.#downgraded);
  }

  /** Forgets buckets that have left the window. True when a whole window has been seen and a bucket has just ended. */
  #moveTo(nowMs: number): boolean {
    const bucket = Math.floor((nowMs - this.#startedMs) / this.#bucketMs);
    const ended = bucket > this.#current;
    const whole = bucket >= BUCKETS;
    for (let steps = Math.min(bucket - this.#current, BUCKETS); steps > 0; steps -= 1) this.#clear(bucket - steps + 1);
    this.#current = Math.max(this.#current, bucket);
    return ended && whole;
  }

  #clear(bucket: number): void {
    this.#sum -= this.#bits[bucket % BUCKETS] ?? 0;
    this.#bits[bucket % BUCKETS] = 0;
  }

  #add(bits: number): void {
    const index = this.#current % BUCKETS;
    this.#bits[index] = (this.#bits[index] ?? 0) + bits;
    this.#sum += bits;
  }

  #restart(nowMs: number, downgraded: boolean): void {
    this.#bits.fill(0);
    this.#sum = 0;
    this.#current = 0;
    this.#startedMs = nowMs;
    this.#downgraded = downgraded;
  }
}
