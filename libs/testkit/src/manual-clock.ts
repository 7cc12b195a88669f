import type { Clock } from "@fairlead/base";

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly run: () => void;
}

/**
 * A clock that stands still until told. `advance` runs every timer that falls due, in order of time and then of arming, each with `now` at its own
 * moment, so a chain of re-armed timers plays as it would in life.
 */
export class ManualClock implements Clock {
  #nowMs = 0;
  #wallMs: number;
  #armed = 0;
  readonly #timers = new Set<Timer>();

  constructor(wallMs: number = Date.UTC(2026, 0, 1)) {
    this.#wallMs = wallMs;
  }

  /** Timers armed and not yet run: for tests that look for leaks. */
  get pending(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#nowMs;
  }

  wall(): number {
    return this.#wallMs;
  }

  after(delayMs: number, callback: () => void): Disposable {
    const timer = this.#arm(this.#nowMs + Math.max(0, delayMs), callback);
    return { [Symbol.dispose]: () => this.#timers.delete(timer) };
  }

  every(periodMs: number, callback: () => void): Disposable {
    const step = Math.max(1, periodMs);
    let timer = this.#arm(this.#nowMs + step, tick);
    let over = false;
    const arm = (dueMs: number): Timer => this.#arm(dueMs, tick);
    function tick(): void {
      const dueMs = timer.dueMs + step;
      if (!over) timer = arm(dueMs);
      callback();
    }
    return {
      [Symbol.dispose]: () => {
        over = true;
        this.#timers.delete(timer);
      },
    };
  }

  deadline(delayMs: number): AbortSignal {
    const controller = new AbortController();
    this.after(delayMs, () => controller.abort(new DOMException("the deadline passed", "TimeoutError")));
    return controller.signal;
  }

  /** Lets time pass. A timer that throws stops nothing; its error is thrown when all are done, the first one if several. */
  advance(ms: number): void {
    const endMs = this.#nowMs + ms;
    const failures: unknown[] = [];
    for (let timer = this.#nextUpTo(endMs); timer !== undefined; timer = this.#nextUpTo(endMs)) {
      this.#moveTo(Math.max(this.#nowMs, timer.dueMs));
      this.#run(timer, failures);
    }
    this.#moveTo(endMs);
    if (failures.length > 0) throw failures[0];
  }

  /** As `advance`, in `stepMs` steps with the event loop in between, for code whose promises arm the next timer. */
  async advanceSlowly(ms: number, stepMs = 10): Promise<void> {
    for (let leftMs = ms; leftMs > 0; leftMs -= stepMs) {
      this.advance(Math.min(stepMs, leftMs));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Moves the wall alone, as an operator or NTP does. */
  jumpWall(ms: number): void {
    this.#wallMs += ms;
  }

  #arm(dueMs: number, run: () => void): Timer {
    const timer = { dueMs, order: this.#armed, run };
    this.#armed += 1;
    this.#timers.add(timer);
    return timer;
  }

  #nextUpTo(endMs: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.dueMs > endMs) continue;
      if (next === undefined || timer.dueMs < next.dueMs || (timer.dueMs === next.dueMs && timer.order < next.order))
        next = timer;
    }
    return next;
  }

  #moveTo(ms: number): void {
    this.#wallMs += ms - this.#nowMs;
    this.#nowMs = ms;
  }

  #run(timer: Timer, failures: unknown[]): void {
    this.#timers.delete(timer);
    try {
      timer.run();
    } catch (error) {
      failures.push(error);
    }
  }
}
