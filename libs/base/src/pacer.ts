/** Paces one taker: tells it how long to pause for what it took. */
export interface Pacer {
  /** Takes `amount`, never refuses, and answers the milliseconds to pause before taking again; 0 = none. */
  take(amount: number, nowMs: number): number;
  /** What is left of the last pause; shorter, or longer, when the rate has changed since. */
  remaining(nowMs: number): number;
}
