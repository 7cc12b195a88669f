import type { Clock, Logger } from "@fairlead/base";
import type { Membership } from "@fairlead/cluster";
import type { Health } from "@fairlead/runtime";
import type { NodeRolePart } from "./node-role.ts";

export interface NodeDrainParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly health: Health;
  readonly membership: Membership;
  readonly role: NodeRolePart;
}

/** Other nodes know of the drain before balancers do [CL-2]: whoever still comes here until then is served as ever. */
const READY_DELAY_MS = 2_000;

/** Takes a node out of use and back [CL-47] [CL-48]: by `ctl`, and when its process is told to end. */
export class NodeDrain implements Disposable {
  readonly #parts: NodeDrainParts;
  #byCommand: AbortController | undefined;
  #unready: Disposable | undefined;

  constructor(parts: NodeDrainParts) {
    this.#parts = parts;
  }

  get isDraining(): boolean {
    return this.#unready !== undefined;
  }

  /** Returns at once; the node stays, drained, until `undrain` or its end. */
  begin(): void {
    if (this.isDraining) return;
    const { logger, role } = this.#parts;
    this.#announce();
    this.#byCommand = new AbortController();
    role.drain(this.#byCommand.signal, false).then(
      () => logger.info("node.drained"),
      (error: unknown) => logger.error("node.drain_failed", { error }),
    );
  }

  async undrain(): Promise<void> {
    if (!this.isDraining) return;
    const { health, logger, membership, role } = this.#parts;
    this.#end();
    await role.undrain();
    health.enter("serving");
    membership.describe({ state: "serving" });
    logger.info("node.undrained");
  }

  /** Before the process ends: resolves when it may. */
  async toEnd(waitingIsOver: AbortSignal): Promise<void> {
    if (!this.isDraining) this.#announce();
    await this.#parts.role.drain(waitingIsOver, true);
  }

  [Symbol.dispose](): void {
    this.#end();
  }

  #announce(): void {
    const { clock, health, logger, membership } = this.#parts;
    membership.describe({ state: "draining" });
    logger.info("node.draining");
    this.#unready = clock.after(READY_DELAY_MS, () => health.enter("draining"));
  }

  #end(): void {
    this.#byCommand?.abort();
    this.#byCommand = undefined;
    this.#unready?.[Symbol.dispose]();
    this.#unready = undefined;
  }
}
