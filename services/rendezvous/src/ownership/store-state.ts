import { type Clock, errorMessage, type Logger } from "@fairlead/base";

/** Between two attempts while the store is away. */
const KNOCK_EVERY_MS = 500;

/** Whether the shared store answered the last call. While it does not, one thing at a time is tried, so that an outage costs no flood of calls, and no flood of lines. */
export class StoreState {
  readonly #clock: Clock;
  readonly #logger: Logger;
  #awaySinceMs: number | undefined;
  #knockAtMs = 0;

  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock;
    this.#logger = logger;
  }

  get away(): boolean {
    return this.#awaySinceMs !== undefined;
  }

  /** How many of `most` things may be tried now; whoever is told 1 while the store is away is the only one. */
  room(most: number): number {
    if (!this.away) return most;
    if (this.#clock.now() < this.#knockAtMs) return 0;
    this.#knockAtMs = this.#clock.now() + KNOCK_EVERY_MS;
    return Math.min(1, most);
  }

  answered(): void {
    if (this.#awaySinceMs === undefined) return;
    const seconds = Math.round((this.#clock.now() - this.#awaySinceMs) / 1000);
    this.#awaySinceMs = undefined;
    this.#logger.info("store.back", { seconds });
  }

  failed(error: unknown): void {
    this.#knockAtMs = this.#clock.now() + KNOCK_EVERY_MS;
    if (this.#awaySinceMs !== undefined) return;
    this.#awaySinceMs = this.#clock.now();
    this.#logger.warn("store.away", {
      reason: `the cluster's store does not answer: ${errorMessage(error)}; known devices are served, new ones wait`,
      setting: "redis",
      do: "see that it runs and can be reached from here",
    });
  }
}
