import { type Clock, errorMessage, type Logger, type NodeName } from "@fairlead/base";
import type { RelayOrder, RelayReport } from "@fairlead/cluster";
import type { ControllerStores } from "../stores.ts";

/** What the data plane says, all of one look. */
export interface RelayFacts {
  readonly reports: readonly RelayReport[];
  /** As given, by whoever led then. */
  readonly orders: ReadonlyMap<NodeName, RelayOrder>;
}

export interface RelayWatchPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly stores: Pick<ControllerStores, "orders">;
}

const LOOK_EVERY_MS = 1_000;
/** Older than that nobody decides by it: a relay may have got sessions since. */
const FRESH_MS = 5_000;

/** Looks once a second, one look at a time. While Redis is silent there are no facts, and nothing is planned [KU-1]. */
export class RelayWatch implements Disposable {
  readonly #ports: RelayWatchPorts;
  readonly #looked: () => void;
  readonly #timer: Disposable;
  #facts: RelayFacts | undefined;
  #atMs = Number.NEGATIVE_INFINITY;
  #reason = "not read yet";
  #looking = false;

  /** `looked`: told after each look that brought something. */
  constructor(ports: RelayWatchPorts, looked: () => void) {
    this.#ports = ports;
    this.#looked = looked;
    this.#timer = ports.clock.every(LOOK_EVERY_MS, () => void this.#look());
    void this.#look();
  }

  /** `undefined` = nothing fresh is known. */
  get facts(): RelayFacts | undefined {
    return this.#ports.clock.now() - this.#atMs <= FRESH_MS ? this.#facts : undefined;
  }

  /** For `/readyz`. */
  complaint(): string | undefined {
    return this.facts === undefined
      ? `nothing is heard of relays: ${this.#reason}; nothing is planned until then`
      : undefined;
  }

  /** These were given since: known at once, until the next look brings them. */
  gave(given: ReadonlyMap<NodeName, RelayOrder | undefined>): void {
    if (this.#facts === undefined) return;
    const orders = new Map(this.#facts.orders);
    for (const [relay, order] of given) {
      if (order === undefined) orders.delete(relay);
      else orders.set(relay, order);
    }
    this.#facts = { ...this.#facts, orders };
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    const startedMs = this.#ports.clock.now();
    try {
      this.#facts = await this.#read();
      this.#atMs = startedMs;
      this.#looked();
    } catch (error) {
      this.#reason = errorMessage(error);
      this.#ports.logger.warn("controller.relays.unread", { reason: this.#reason });
    } finally {
      this.#looking = false;
    }
  }

  async #read(): Promise<RelayFacts> {
    const { orders } = this.#ports.stores;
    const [reports, given] = await Promise.all([orders.reports(), orders.orders()]);
    return { reports, orders: given };
  }
}
