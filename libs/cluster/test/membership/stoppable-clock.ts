import type { Clock } from "@fairlead/base";

/** The clock of a process that can be stopped: time goes on, its timers do not; waking up runs each that fell due once. */
export class StoppableClock implements Clock {
  readonly #clock: Clock;
  #held: Set<() => void> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  stop(): void {
    this.#held ??= new Set();
  }

  wake(): void {
    const held = this.#held ?? new Set();
    this.#held = undefined;
    for (const callback of held) callback();
  }

  now(): number {
    return this.#clock.now();
  }

  wall(): number {
    return this.#clock.wall();
  }

  after(delayMs: number, callback: () => void): Disposable {
    return this.#clock.after(delayMs, () => this.#run(callback));
  }

  every(periodMs: number, callback: () => void): Disposable {
    return this.#clock.every(periodMs, () => this.#run(callback));
  }

  deadline(delayMs: number): AbortSignal {
    return this.#clock.deadline(delayMs);
  }

  #run(callback: () => void): void {
    if (this.#held === undefined) callback();
    else this.#held.add(callback);
  }
}
