import type { Clock } from "@fairlead/base";

/** One deadline that moves from phase to phase: each `start` replaces the one before. */
export class PhaseDeadline implements Disposable {
  readonly #clock: Clock;
  readonly #deadlineMs: number;
  readonly #onExpired: () => void;
  #timer: Disposable | undefined;

  constructor(clock: Clock, deadlineMs: number, onExpired: () => void) {
    this.#clock = clock;
    this.#deadlineMs = deadlineMs;
    this.#onExpired = onExpired;
  }

  start(): void {
    this.stop();
    this.#timer = this.#clock.after(this.#deadlineMs, this.#onExpired);
  }

  stop(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }

  [Symbol.dispose](): void {
    this.stop();
  }
}
