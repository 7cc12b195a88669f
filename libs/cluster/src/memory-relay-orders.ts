import { type Clock, ExpiringMap, type NodeName } from "@fairlead/base";
import { MemoryStore } from "./memory-store.ts";
import type { RelayOrder, RelayOrders, RelayReport } from "./relay-orders.ts";

/** Orders and reports of several relays in one process [KU-4]. */
export class MemoryRelayOrders extends MemoryStore implements RelayOrders {
  readonly #clock: Clock;
  readonly #orders = new Map<NodeName, RelayOrder>();
  readonly #reports = new ExpiringMap<NodeName, RelayReport>({ capacity: 10_000, lifetimeMs: 5000 });

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  async exchange(report: RelayReport): Promise<RelayOrder | undefined> {
    this.reach();
    this.#reports.set(report.node, report, this.#clock.now());
    return this.#orders.get(report.node);
  }

  async reports(): Promise<readonly RelayReport[]> {
    this.reach();
    return [...this.#reports.entries(this.#clock.now())].map(([, report]) => report);
  }

  async give(orders: ReadonlyMap<NodeName, RelayOrder | undefined>): Promise<void> {
    this.reach();
    for (const [node, order] of orders) {
      if (order === undefined) this.#orders.delete(node);
      else this.#orders.set(node, order);
    }
  }

  async orders(): Promise<ReadonlyMap<NodeName, RelayOrder>> {
    this.reach();
    return new Map(this.#orders);
  }
}
