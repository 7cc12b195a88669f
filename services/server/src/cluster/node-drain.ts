import { type Clock, delay, type Logger } from "@fairlead/base";
import type { Membership } from "@fairlead/cluster";
import type { DrainableNode } from "@fairlead/relay";
import type { Health } from "@fairlead/runtime";
import type { NodeRolePart } from "./node-role.ts";

export interface NodeDrainParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly health: Health;
  readonly membership: Membership;
  readonly role: NodeRolePart;
}

export interface NodeDrainSettings {
  /** Other nodes know of the drain before balancers do [CL-2] [KU-34]: whoever still comes here until then is served as ever. */
  readonly readyDelayMs: number;
}

/** Takes a node out of use and back [CL-47] [CL-48]: by `ctl`, and when its process is told to end. */
export class NodeDrain implements DrainableNode, Disposable {
  readonly #parts: NodeDrainParts;
  readonly #readyDelayMs: number;
  #byCommand: AbortController | undefined;
  #unready: Disposable | undefined;
  #unreadyAtMs = 0;
  #ending = false;

  constructor(parts: NodeDrainParts, { readyDelayMs }: NodeDrainSettings) {
    this.#parts = parts;
    this.#readyDelayMs = readyDelayMs;
  }

  get isDraining(): boolean {
    return this.#unready !== undefined;
  }

  /** Returns at once; the node stays, drained, until `undrain` or its end. */
  begin(): void {
    if (this.isDraining) return;
    const { logger } = this.#parts;
    this.#announce();
    this.#byCommand = new AbortController();
    this.#drain(this.#byCommand.signal, false).then(
      () => logger.info("node.drained"),
      (error: unknown) => logger.error("node.drain_failed", { error }),
    );
  }

  /** What ends is not taken back. */
  async undrain(): Promise<void> {
    if (!this.isDraining || this.#ending) return;
    const { health, logger, membership, role } = this.#parts;
    this.#end();
    await role.undrain();
    health.enter("serving");
    membership.describe({ state: "serving" });
    logger.info("node.undrained");
  }

  /** Before the process ends: resolves when it may. */
  async toEnd(waitingIsOver: AbortSignal): Promise<void> {
    this.#ending = true;
    if (!this.isDraining) this.#announce();
    await Promise.all([this.#drain(waitingIsOver, true), this.#untilUnready(waitingIsOver)]);
  }

  [Symbol.dispose](): void {
    this.#end();
  }

  async #drain(over: AbortSignal, forGood: boolean): Promise<void> {
    const { role } = this.#parts;
    if (role.drainsWhenUnready) await this.#untilUnready(over);
    if (forGood || !over.aborted) await role.drain(over, forGood);
  }

  async #untilUnready(over: AbortSignal): Promise<void> {
    const { clock } = this.#parts;
    const leftMs = this.#unreadyAtMs - clock.now();
    if (leftMs > 0) await delay(clock, leftMs, over);
  }

  #announce(): void {
    const { clock, health, logger, membership } = this.#parts;
    membership.describe({ state: "draining" });
    logger.info("node.draining");
    this.#unreadyAtMs = clock.now() + this.#readyDelayMs;
    this.#unready = clock.after(this.#readyDelayMs, () => health.enter("draining"));
  }

  #end(): void {
    this.#byCommand?.abort();
    this.#byCommand = undefined;
    this.#unready?.[Symbol.dispose]();
    this.#unready = undefined;
  }
}
