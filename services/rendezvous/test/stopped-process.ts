import type { Clock } from "@fairlead/base";
import { ManualClock } from "@fairlead/testkit";

/** The clock of a process that can be stopped: time goes on, its timers do not; waking up runs each that fell due once. */
export class StoppedProcess implements Clock {
  readonly time = new ManualClock();
  #held: Set<() => void> | undefined;

  /** Stands still for so long, and wakes up. */
  stopFor(ms: number): void {
    const held = new Set<() => void>();
    this.#held = held;
    this.time.advance(ms);
    this.#held = undefined;
    for (const callback of held) callback();
  }

  now(): number {
    return this.time.now();
  }

  wall(): number {
    return this.time.wall();
  }

  after(delayMs: number, callback: () => void): Disposable {
    return this.time.after(delayMs, () => this.#run(callback));
  }

  every(periodMs: number, callback: () => void): Disposable {
    return this.time.every(periodMs, () => this.#run(callback));
  }

  deadline(delayMs: number): AbortSignal {
    return this.time.deadline(delayMs);
  }

  #run(callback: () => void): void {
    if (this.#held === undefined) callback();
    else this.#held.add(callback);
  }
}
