import type { Clock, Counter, Logger, Metrics } from "@fairlead/base";
import type { BudgetShare, Budgets, NodeSet } from "@fairlead/cluster";
import { CLUSTER_BUDGET, type RelayLoad } from "../relay-load.ts";
import type { RelayThread } from "../relay-thread.ts";
import { UsageTotals } from "./usage-totals.ts";

export interface BudgetExchangePorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly nodes: NodeSet;
  readonly budgets: Budgets;
}

/** Says once a second what was used of shared budgets, and hands the thread its shares [CL-36]. While the store is away the thread keeps the last ones. */
export class BudgetExchange implements Disposable {
  readonly #ports: BudgetExchangePorts;
  readonly #thread: Pick<RelayThread, "share">;
  readonly #totals = new UsageTotals();
  readonly #watching: Disposable;
  readonly #failures: Counter;
  #exchanging = false;
  #failingSinceMs: number | undefined;
  #shares: readonly BudgetShare[] = [];

  constructor(ports: BudgetExchangePorts, thread: Pick<RelayThread, "share">) {
    this.#ports = ports;
    this.#thread = thread;
    this.#failures = ports.metrics.counter({
      name: "fairlead_relay_budget_exchanges_failed_total",
      help: "Exchanges of shared budgets that the store did not answer",
    });
    this.#showShares();
    this.#watching = ports.nodes.watch((event) => {
      if (event.kind === "reborn") this.#totals.endLife(event.before);
    });
  }

  /** Never rejects. Nothing happens while the last one is still on its way. */
  async exchange(load: RelayLoad): Promise<void> {
    if (this.#exchanging) return;
    this.#exchanging = true;
    try {
      await this.#settleOwed();
      await this.#exchangeNow(load);
      this.#failingSinceMs = undefined;
    } catch (error) {
      this.#failures.add();
      this.#failingSinceMs ??= this.#ports.clock.now();
      this.#ports.logger.warn("relay.budgets.failed", { error });
      await this.#tellRelays();
    } finally {
      this.#exchanging = false;
    }
  }

  complaint(): string | undefined {
    if (this.#failingSinceMs === undefined) return undefined;
    const seconds = Math.round((this.#ports.clock.now() - this.#failingSinceMs) / 1000);
    return `shared budgets have not been exchanged for ${seconds} s; each relay keeps its last share`;
  }

  [Symbol.dispose](): void {
    this.#watching[Symbol.dispose]();
  }

  async #exchangeNow(load: RelayLoad): Promise<void> {
    const { nodes, budgets } = this.#ports;
    const self = nodes.self;
    const shares = await budgets.exchange(self, this.#totals.reports(load));
    if (nodes.self === self) this.#totals.taken(load);
    this.#shares = shares;
    await this.#thread.share({ relays: relayCount(this.#ports.nodes), shares });
  }

  async #settleOwed(): Promise<void> {
    const { owed } = this.#totals;
    if (owed === undefined) return;
    await this.#ports.budgets.exchange(owed.node, owed.reports);
    this.#totals.settled(owed);
  }

  /** For tenants that are new here: they take an equal part until the store answers. */
  async #tellRelays(): Promise<void> {
    await this.#thread.share({ relays: relayCount(this.#ports.nodes), shares: [] }).catch(() => undefined);
  }

  #showShares(): void {
    const cluster = (): number => this.#shares.find(({ name }) => name === CLUSTER_BUDGET)?.shareBps ?? 0;
    const { metrics } = this.#ports;
    const help =
      "This relay's share of what all relays may carry, per direction; 0 before the first, +Inf without a limit";
    metrics.gauge({ name: "fairlead_relay_cluster_share_bits_per_second", help }, cluster);
    const budgets = { name: "fairlead_relay_shared_budgets", help: "Budgets of which this relay has a share" };
    metrics.gauge(budgets, () => this.#shares.length);
  }
}

/** How many relays share, as far as this one knows; it counts itself, whatever the store says. */
export function relayCount(nodes: NodeSet): number {
  return Math.max(1, nodes.nodes().filter(({ role, state }) => role === "relay" && state !== "left").length);
}
