import { StoreUnavailableError } from "./errors.ts";

/** What every store in memory can play: one that is away. */
export abstract class MemoryStore {
  #away = false;

  /** From now on every call rejects, or none does. */
  fail(on: boolean): void {
    this.#away = on;
  }

  protected get isAway(): boolean {
    return this.#away;
  }

  protected reach(): void {
    if (this.#away) throw new StoreUnavailableError("the memory store plays dead");
  }
}
