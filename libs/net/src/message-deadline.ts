import type { Clock } from "@fairlead/base";

/**
 * A deadline that each whole message renews. Renewing costs one clock reading: the timer runs on and looks, when it
 * fires, how much is left. While it rests nothing expires.
 */
export class MessageDeadline implements Disposable {
  readonly #clock: Clock;
  readonly #onExpired: () => void;
  #deadlineMs: number | undefined;
  #renewedMs: number;
  #resting = false;
  #timer: Disposable | undefined;

  constructor(clock: Clock, deadlineMs: number | undefined, onExpired: () => void) {
    this.#clock = clock;
    this.#onExpired = onExpired;
    this.#renewedMs = clock.now();
    this.set(deadlineMs);
  }

  /** Counts from the last renewal. */
  set(deadlineMs: number | undefined): void {
    this.#deadlineMs = deadlineMs;
    this.#arm();
  }

  renew(): void {
    this.#renewedMs = this.#clock.now();
  }

  rest(): void {
    this.#resting = true;
  }

  /** Starts a fresh span. */
  wake(): void {
    this.#resting = false;
    this.renew();
  }

  [Symbol.dispose](): void {
    this.set(undefined);
  }

  #arm(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
    if (this.#deadlineMs === undefined) return;
    const leftMs = this.#renewedMs + this.#deadlineMs - this.#clock.now();
    this.#timer = this.#clock.after(Math.max(0, leftMs), () => this.#look());
  }

  #look(): void {
    if (this.#deadlineMs === undefined) return;
    if (this.#resting) this.renew();
    if (this.#clock.now() - this.#renewedMs >= this.#deadlineMs) this.#onExpired();
    else this.#arm();
  }
}
