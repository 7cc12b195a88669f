/**
 * A bucket that fills at `ratePerSecond` up to `burst` and may go into debt: a taker is never refused, it is told how long to pause. Time is
 * passed in, so one bucket serves thousands of takers without timers of its own. Infinity is a legal rate: never a pause.
 */
export class TokenBucket {
  #ratePerSecond: number;
  #burst: number;
  #level: number;
  #filledAtMs: number;

  constructor(ratePerSecond: number, burst: number, nowMs: number) {
    this.#ratePerSecond = ratePerSecond;
    this.#burst = burst;
    this.#level = burst;
    this.#filledAtMs = nowMs;
  }

  get ratePerSecond(): number {
    return this.#ratePerSecond;
  }

  /** Takes `amount` and answers the milliseconds until the debt is paid: 0 when there is none. */
  take(amount: number, nowMs: number): number {
    if (this.#ratePerSecond === Number.POSITIVE_INFINITY) return 0;
    this.#fill(nowMs);
    this.#level -= amount;
    return this.#level >= 0 ? 0 : (-this.#level * 1000) / this.#ratePerSecond;
  }

  /** Takes `amount` only if it is there. */
  tryTake(amount: number, nowMs: number): boolean {
    this.#fill(nowMs);
    if (this.#level < amount) return false;
    this.#level -= amount;
    return true;
  }

  /** Changes the rate for what comes; debt stays. */
  setRate(ratePerSecond: number, burst: number, nowMs: number): void {
    this.#fill(nowMs);
    if (this.#ratePerSecond === Number.POSITIVE_INFINITY) this.#level = burst;
    this.#ratePerSecond = ratePerSecond;
    this.#burst = burst;
    this.#level = Math.min(this.#level, burst);
  }

  #fill(nowMs: number): void {
    const elapsedMs = nowMs - this.#filledAtMs;
    if (elapsedMs <= 0) return;
    this.#filledAtMs = nowMs;
    this.#level = Math.min(this.#burst, this.#level + (elapsedMs * this.#ratePerSecond) / 1000);
  }
}
