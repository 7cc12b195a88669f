export interface DowngradeSettings {
  /** DOWNGRADE_THRESHOLD: a share of SINGLE_BANDWIDTH. */
  readonly threshold: number;
  /** DOWNGRADE_START_CHECK: the seconds that are averaged. */
  readonly startCheckSeconds: number;
}

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
    this.#add(bits);
    const bucket = Math.floor((nowMs - this.#startedMs) / this.#bucketMs);
    if (bucket <= this.#current) return undefined;
    this.#skipTo(bucket);
    const average = this.#sum / settings.startCheckSeconds;
    this.#clear(bucket);
    const change = bucket >= BUCKETS ? this.#judge(average, settings, limits) : undefined;
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
    if (this.#bucketMs !== 0) this.#restart(nowMs, this.#downgraded);
    this.#bucketMs = bucketMs;
  }

  /** Empties the buckets in between, in which nothing was sampled. Those before `bucket` are then one whole window. */
  #skipTo(bucket: number): void {
    for (let skipped = Math.max(this.#current + 1, bucket - BUCKETS); skipped < bucket; skipped += 1)
      this.#clear(skipped);
    this.#current = bucket;
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
