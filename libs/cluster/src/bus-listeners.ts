import type { BusMessage, NodeRef } from "@fairlead/wire";
import type { BusListener } from "./message-bus.ts";

/** Those who hear what comes in. One that throws keeps it from nobody else: the fault goes to `failed`. */
export class BusListeners {
  readonly #listeners = new Set<BusListener>();
  readonly #failed: (error: unknown) => void;

  constructor(failed: (error: unknown) => void) {
    this.#failed = failed;
  }

  add(listener: BusListener): Disposable {
    const own: BusListener = (from, message) => listener(from, message);
    this.#listeners.add(own);
    return { [Symbol.dispose]: () => this.#listeners.delete(own) };
  }

  tell(from: NodeRef, message: BusMessage): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(from, message);
      } catch (error) {
        this.#failed(error);
      }
    }
  }
}
