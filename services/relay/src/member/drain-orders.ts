import { errorMessage, type Logger } from "@fairlead/base";

/** What a drain by order drains: the node that the relay is. */
export interface DrainableNode {
  /** Nothing happens when it drains already, or is about to end. */
  begin(): void;
  undrain(): Promise<void>;
}

/** Passes on what orders say of draining, each change once: what a person does with `ctl` between two changes stays [KU-4]. */
export class DrainOrders {
  readonly #logger: Logger;
  #ordered = false;
  #followed = false;
  #node: DrainableNode | undefined;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** From now on; what was ordered meanwhile is passed on now. */
  connect(node: DrainableNode): void {
    this.#node = node;
    this.#pass();
  }

  follow(draining: boolean): void {
    this.#ordered = draining;
    this.#pass();
  }

  #pass(): void {
    if (this.#node === undefined || this.#ordered === this.#followed) return;
    this.#followed = this.#ordered;
    if (this.#ordered) this.#node.begin();
    else
      this.#node.undrain().catch((error: unknown) => {
        this.#logger.error("relay.undrain_failed", { reason: errorMessage(error) });
      });
  }
}
