import type { Clock } from "@fairlead/base";

/** Things that happened, for tests that wait for the next one. */
export class WaitingList<T> {
  readonly #clock: Clock;
  readonly #items: T[] = [];
  readonly #waiters: ((item: T) => void)[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Happened and not yet taken. */
  get size(): number {
    return this.#items.length;
  }

  push(item: T): void {
    const waiter = this.#waiters.shift();
    if (waiter === undefined) this.#items.push(item);
    else waiter(item);
  }

  /** The oldest one; rejects when none comes in time. */
  next(deadlineMs: number): Promise<T> {
    const item = this.#items.shift();
    if (item !== undefined) return Promise.resolve(item);
    return new Promise((resolve, reject) => {
      const timer = this.#clock.after(deadlineMs, () => {
        this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
        reject(new Error(`nothing happened within ${deadlineMs} ms`));
      });
      const waiter = (arrived: T): void => {
        timer[Symbol.dispose]();
        resolve(arrived);
      };
      this.#waiters.push(waiter);
    });
  }

  /** Everything not yet taken. */
  drain(): T[] {
    return this.#items.splice(0);
  }
}
