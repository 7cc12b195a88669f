import { type Clock, errorMessage, type Logger, type NodeName } from "@fairlead/base";
import type { RelayOrder } from "@fairlead/cluster";
import { type EventWords, KubeError, type KubeObject, type ObjectRef } from "@fairlead/kube";
import type { Deletion, MetadataPatch, Plan } from "../plan/index.ts";
import { AppliedObjects, appliedKey } from "./applied-objects.ts";
import type { ObjectWriter } from "./object-writer.ts";
import type { RefusedPods } from "./refused-pods.ts";
import type { RefusedPorts } from "./refused-ports.ts";
import { RetryPauses } from "./retry-pauses.ts";
import { sideBySide } from "./side-by-side.ts";

export interface PlanExecutorPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly writer: ObjectWriter;
  readonly refusedPorts: RefusedPorts;
  readonly refusedPods: RefusedPods;
  /** As far as is known. */
  readonly live: (object: KubeObject) => KubeObject | undefined;
  /** In one trip; rejects with `StoreUnavailableError`. */
  readonly give: (orders: ReadonlyMap<NodeName, RelayOrder | undefined>) => Promise<void>;
  readonly record: (event: EventWords) => void;
  /** Nobody leads here any more [KU-3]. */
  readonly isOver: () => boolean;
}

export interface Round {
  readonly done: number;
  readonly failed: number;
  /** Some of it was not begun: a newer snapshot is there. */
  readonly replaced: boolean;
}

const AT_ONCE = 8;
/** A plan is carried out whole, unless the API is so slow that it has been overtaken meanwhile. */
const WHOLE_FOR_MS = 1_000;

/**
 * Carries a plan out: what is to be, then orders, then what goes, so that a relay is told before its pod ends. A newer snapshot replaces what has not begun [KU-2]. What the server
 * refuses is tried again after a pause of its own, and holds nothing else up.
 */
export class PlanExecutor {
  readonly #ports: PlanExecutorPorts;
  readonly #applied = new AppliedObjects();
  readonly #pauses = new RetryPauses();

  constructor(ports: PlanExecutorPorts) {
    this.#ports = ports;
  }

  /** What the server refuses now, for `/readyz`. */
  get complaint(): string | undefined {
    return this.#pauses.complaint;
  }

  /** Rejects with `StoreUnavailableError` when orders could not be given: then nothing is deleted. */
  async run(plan: Plan, overtaken: () => boolean): Promise<Round> {
    const { clock, writer, give, record, isOver } = this.#ports;
    const startedMs = clock.now();
    const goOn = (): boolean => !isOver() && (!overtaken() || clock.now() - startedMs < WHOLE_FOR_MS);
    const round = new RoundCount();
    for (const event of plan.events) record(event);
    this.#forget(plan);
    await this.#all(round, goOn, plan.apply, appliedKey, (object) => this.#apply(object));
    await this.#all(round, goOn, plan.patch, patchKey, (patch) => writer.patch(patch));
    if (plan.orders.size > 0) await give(plan.orders);
    await this.#all(round, goOn, plan.delete, deletionKey, (deletion) => writer.delete(deletion));
    return round;
  }

  #forget({ apply, patch, delete: deletions }: Plan): void {
    this.#pauses.keep(new Set([...apply.map(appliedKey), ...patch.map(patchKey), ...deletions.map(deletionKey)]));
    this.#applied.keep((object) => this.#ports.live(object) !== undefined);
    const pods = new Set(apply.filter(({ kind }) => kind === "Pod").map(({ metadata }) => metadata.name));
    this.#ports.refusedPods.keep((name) => pods.has(name));
  }

  async #apply(object: KubeObject): Promise<void> {
    if (this.#applied.isInForce(object, this.#ports.live(object))) return;
    try {
      this.#applied.applied(object, await this.#ports.writer.apply(object));
      this.#ports.refusedPods.let(object);
    } catch (error) {
      if (error instanceof KubeError) this.#noteRefusal(object, error);
      throw error;
    }
  }

  #noteRefusal(object: KubeObject, error: KubeError): void {
    this.#ports.refusedPorts.note(object, error, this.#ports.clock.now());
    this.#ports.refusedPods.note(object, error);
  }

  async #all<T>(
    round: RoundCount,
    goOn: () => boolean,
    items: readonly T[],
    keyOf: (item: T) => string,
    write: (item: T) => Promise<void>,
  ): Promise<void> {
    const nowMs = this.#ports.clock.now();
    const due = items.filter((item) => !this.#pauses.isPaused(keyOf(item), nowMs));
    const begun = await sideBySide(due, AT_ONCE, (item) => this.#one(round, keyOf(item), () => write(item)), goOn);
    if (begun < due.length) round.replaced = true;
  }

  async #one(round: RoundCount, key: string, write: () => Promise<void>): Promise<void> {
    const { clock, logger } = this.#ports;
    try {
      await write();
      round.done += 1;
      this.#pauses.succeeded(key);
    } catch (error) {
      if (this.#ports.isOver()) return;
      round.failed += 1;
      const asked = error instanceof KubeError ? error.retryAfterMs : undefined;
      const reason = errorMessage(error);
      const retryMs = this.#pauses.failed(key, clock.now(), reason, asked);
      logger.warn("controller.write.failed", { what: key, reason, retryMs });
    }
  }
}

class RoundCount implements Round {
  done = 0;
  failed = 0;
  replaced = false;
}

const patchKey = ({ ref }: MetadataPatch): string => `patch ${refText(ref)}`;
const deletionKey = ({ ref, uid }: Deletion): string => `delete ${refText(ref)} ${uid}`;
const refText = ({ kind, namespace = "", name }: ObjectRef): string => `${kind}/${namespace}/${name}`;
