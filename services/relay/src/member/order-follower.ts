import { type Clock, type Counter, type Logger, type Metrics, type NodeName, relayName } from "@fairlead/base";
import type { RelayOrder, RelayOrders, RelayReport } from "@fairlead/cluster";
import { bitsPerSecond } from "../bandwidth.ts";
import type { DrainOrders } from "./drain-orders.ts";
import type { RelayFace } from "./relay-face.ts";

export interface OrderPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly orders: RelayOrders;
}
export interface OrderFollowerParts {
  readonly node: NodeName;
  readonly drains: DrainOrders;
  /** Puts it in force, without a restart. */
  readonly show: (face: RelayFace) => Promise<void>;
}
/** What a relay tells of itself besides what its order says. */
export type OwnReport = Omit<RelayReport, "node" | "address" | "version">;

/**
 * A managed relay's other side: reports every second, published or not, and does what its order says [KU-4]. What was put in force stays until another order comes: neither a
 * silent store nor an order that has gone changes anything [KU-1].
 */
export class OrderFollower {
  readonly #ports: OrderPorts;
  readonly #parts: OrderFollowerParts;
  readonly #failures: Counter;
  #order: RelayOrder | undefined;
  #orderText = "";
  #exchanging = false;
  #failingSinceMs: number | undefined;

  constructor(ports: OrderPorts, parts: OrderFollowerParts) {
    this.#ports = ports;
    this.#parts = parts;
    this.#failures = ports.metrics.counter({
      name: "fairlead_relay_order_exchanges_failed_total",
      help: "Reports of this relay that the store did not take, and orders that were not read with them",
    });
    const published = { name: "fairlead_relay_published", help: "1 while an order gives this relay an address" };
    ports.metrics.gauge(published, () => (this.address === "" ? 0 : 1));
  }

  /** What clients are told to dial; empty = nobody is sent here. */
  get address(): string {
    return this.#order?.address ?? "";
  }

  get cutAfterMs(): number | undefined {
    return this.#order?.draining ? this.#order.cutAfterMs : undefined;
  }

  /** Never rejects. Nothing happens while the last one is still on its way. */
  async exchange(own: OwnReport): Promise<void> {
    if (this.#exchanging) return;
    this.#exchanging = true;
    try {
      const { node } = this.#parts;
      const version = this.#order?.version ?? "";
      const order = await this.#ports.orders.exchange({ ...own, node, address: this.address, version });
      this.#failingSinceMs = undefined;
      if (order !== undefined) await this.#follow(order);
    } catch (error) {
      this.#failures.add();
      this.#failingSinceMs ??= this.#ports.clock.now();
      this.#ports.logger.warn("relay.order.unread", { error });
    } finally {
      this.#exchanging = false;
    }
  }

  complaint(): string | undefined {
    if (this.#failingSinceMs === undefined) return undefined;
    const seconds = Math.round((this.#ports.clock.now() - this.#failingSinceMs) / 1000);
    return `orders to this relay have not been read for ${seconds} s; it goes on as it was told last`;
  }

  async #follow(order: RelayOrder): Promise<void> {
    const text = JSON.stringify(order);
    if (text !== this.#orderText) await this.#change(order);
    this.#order = order;
    this.#orderText = text;
    this.#parts.drains.follow(order.draining);
  }

  async #change(order: RelayOrder): Promise<void> {
    const { address, region, draining, version } = order;
    await this.#parts.show(faceOf(order));
    this.#ports.logger.info("relay.order.followed", { address, region, draining, version });
  }
}

/** What an order leaves open has no limit. */
function faceOf({ address, capacityMbps, maxSessions, ...order }: RelayOrder): RelayFace {
  const { region, latitude, longitude, pools, unproven } = order;
  return {
    name: address === "" ? undefined : relayName(address),
    ...{ region, latitude, longitude, pools },
    ...(unproven ? { unproven } : {}),
    capacityBps: bitsPerSecond(capacityMbps),
    maxSessions: maxSessions ?? Number.POSITIVE_INFINITY,
  };
}
