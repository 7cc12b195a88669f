import type { StoreState } from "./store-state.ts";

/** Work on the store that is repeated and must not overtake itself. Never rejects; a failure is the store's, and whoever failed keeps what is still to be done. */
export class OneAtATime {
  readonly #store: StoreState;
  #busy = false;

  constructor(store: StoreState) {
    this.#store = store;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** Nothing happens while it is busy. */
  run(work: () => Promise<void>): void {
    if (this.#busy) return;
    this.#busy = true;
    void work()
      .then(
        () => this.#store.answered(),
        (error: unknown) => this.#store.failed(error),
      )
      .finally(() => {
        this.#busy = false;
      });
  }
}
