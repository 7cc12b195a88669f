import { type Clock, ExpiringMap } from "@fairlead/base";
import type { SharedCounters } from "./budgets.ts";
import { MemoryStore } from "./memory-store.ts";

interface Window {
  sum: number;
}

/** Sums of several nodes in one process. */
export class MemorySharedCounters extends MemoryStore implements SharedCounters {
  readonly #clock: Clock;
  readonly #windows = new ExpiringMap<string, Window>({ capacity: 100_000, lifetimeMs: 60_000 });

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  async add(name: string, amount: number, windowMs: number): Promise<number> {
    this.reach();
    const nowMs = this.#clock.now();
    const known = this.#windows.get(name, nowMs);
    const window = known ?? { sum: 0 };
    if (known === undefined) this.#windows.set(name, window, nowMs, windowMs);
    window.sum += amount;
    return window.sum;
  }
}
