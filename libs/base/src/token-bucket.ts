import type { Pacer } from "./pacer.ts";

/** How long the largest piece is remembered at least, in seconds; longer while its taker pauses for it. */
const LARGEST_FOR_S = 1;

/**
 * A bucket that fills at `ratePerSecond` up to `burst` and may go into debt: a taker is never refused, it is told how long to pause. Time is
 * passed in, so one bucket serves thousands of takers without timers of its own. Infinity is a legal rate: never a pause. Takers that share one and are to be
 * treated alike take through a `tap` each.
 */
export class TokenBucket implements Pacer {
  #ratePerSecond: number;
  #burst: number;
  #level: number;
  #filledAtMs: number;
  /** All that ever ran in at a finite rate, also what ran over. */
  #inflow = 0;
  #largest = 0;
  /** The inflow at which it is forgotten. */
  #largestUntil = 0;

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
    this.#noteLargest(amount);
    return this.#debtMs();
  }

  remaining(nowMs: number): number {
    if (this.#ratePerSecond === Number.POSITIVE_INFINITY) return 0;
    this.#fill(nowMs);
    return this.#debtMs();
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

  /**
   * A way to take for one of several takers, fair by amount and not by the number of takes: whoever takes small pieces may take as much as the largest piece that
   * anybody took lately before it has to pause.
   */
  tap(): Pacer {
    let taken = 0;
    let untilInflow = 0;
    return {
      take: (amount, nowMs) => {
        const debtMs = this.take(amount, nowMs);
        taken = debtMs === 0 ? 0 : taken + amount;
        if (debtMs === 0 || taken < this.#largest) return 0;
        taken = 0;
        untilInflow = this.#inflow - this.#level;
        return debtMs;
      },
      remaining: (nowMs) => {
        if (this.#ratePerSecond === Number.POSITIVE_INFINITY) return 0;
        this.#fill(nowMs);
        return Math.max(0, ((untilInflow - this.#inflow) * 1000) / this.#ratePerSecond);
      },
    };
  }

  #debtMs(): number {
    return this.#level >= 0 ? 0 : (-this.#level * 1000) / this.#ratePerSecond;
  }

  #noteLargest(amount: number): void {
    if (amount < this.#largest && this.#inflow < this.#largestUntil) return;
    this.#largest = amount;
    this.#largestUntil = this.#inflow + Math.max(this.#ratePerSecond * LARGEST_FOR_S, -2 * this.#level);
  }

  #fill(nowMs: number): void {
    const elapsedMs = nowMs - this.#filledAtMs;
    if (elapsedMs <= 0) return;
    this.#filledAtMs = nowMs;
    if (this.#ratePerSecond === Number.POSITIVE_INFINITY) return;
    const inflow = (elapsedMs * this.#ratePerSecond) / 1000;
    this.#inflow += inflow;
    this.#level = Math.min(this.#burst, this.#level + inflow);
  }
}
