import { errorMessage, type Logger } from "@fairlead/base";
import type { NodeEvent } from "./node-set.ts";

/** Those who hear what happens to the nodes. One that throws keeps it from nobody else. */
export class NodeWatchers {
  readonly #logger: Logger;
  readonly #listeners = new Set<(event: NodeEvent) => void>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  add(listener: (event: NodeEvent) => void): Disposable {
    const own = (event: NodeEvent): void => listener(event);
    this.#listeners.add(own);
    return { [Symbol.dispose]: () => this.#listeners.delete(own) };
  }

  tell(event: NodeEvent): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        this.#logger.error("lease.listener_failed", { event: event.kind, reason: errorMessage(error) });
      }
    }
  }
}
