import type { Clock } from "@fairlead/base";

const LOOK_EVERY_MS = 100;

/** Time that passes while this process runs: what it stood still itself, with its machine, is no delay of what it measures. */
export class RunningTime implements Disposable {
  readonly #clock: Clock;
  readonly #timer: Disposable;
  #lookedMs: number;
  #stoodMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#lookedMs = clock.now();
    this.#timer = clock.every(LOOK_EVERY_MS, () => void this.now());
  }

  now(): number {
    const nowMs = this.#clock.now();
    const lateMs = nowMs - this.#lookedMs - LOOK_EVERY_MS;
    if (lateMs > LOOK_EVERY_MS) this.#stoodMs += lateMs;
    this.#lookedMs = nowMs;
    return nowMs - this.#stoodMs;
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
  }
}
