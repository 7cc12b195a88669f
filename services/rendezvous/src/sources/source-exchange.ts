import { type Clock, type Counter, errorMessage, type Logger, type Metrics, type NodeName } from "@fairlead/base";
import { noNetworks, type SourceReports } from "@fairlead/cluster";
import type { Presence } from "../presence/presence.ts";
import type { ClientSources, SourceCounts } from "./client-sources.ts";

/** [KU-24]. */
const EVERY_MS = 15_000;

export interface SourceExchangePorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly reports: SourceReports;
  readonly node: NodeName;
}

/** Says every 15 s where clients seem to come from, and hears which networks are the cluster's own [KU-24]. While the store is away the last known ones count. */
export class SourceExchange implements Disposable {
  readonly #ports: SourceExchangePorts;
  readonly #sources: ClientSources;
  readonly #presence: Presence;
  readonly #failures: Counter;
  readonly #timer: Disposable;
  #counts: SourceCounts = { clients: 0, fromNodes: 0, fromPods: 0, natTests: 0, portsDiffered: 0 };
  #known = JSON.stringify(noNetworks);
  #exchanging = false;

  constructor(ports: SourceExchangePorts, sources: ClientSources, presence: Presence) {
    this.#ports = ports;
    this.#sources = sources;
    this.#presence = presence;
    this.#failures = ports.metrics.counter({
      name: "fairlead_source_reports_failed_total",
      help: "Reports of where clients come from that the store did not take",
    });
    this.#showCounts();
    this.#timer = ports.clock.every(EVERY_MS, () => void this.exchange());
    void this.exchange();
  }

  /** Never rejects. */
  async exchange(): Promise<void> {
    if (this.#exchanging) return;
    this.#exchanging = true;
    try {
      await this.#exchangeNow();
    } catch (error) {
      this.#failures.add();
      this.#ports.logger.warn("sources.not_reported", { reason: errorMessage(error) });
    } finally {
      this.#exchanging = false;
    }
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
  }

  async #exchangeNow(): Promise<void> {
    const { clock, reports, node } = this.#ports;
    const nowMs = clock.now();
    this.#counts = this.#sources.count(this.#presence.table.peers(nowMs), nowMs);
    const networks = await reports.exchange({ node, ...this.#counts });
    const text = JSON.stringify(networks);
    if (text === this.#known) return;
    this.#sources.know(networks);
    this.#known = text;
  }

  #showCounts(): void {
    const { metrics } = this.#ports;
    const clients = {
      name: "fairlead_client_sources",
      help: "Clients of the last 5 minutes, by where their address seems to be",
    };
    metrics.gauge(clients, () => {
      const { clients: all, fromNodes, fromPods } = this.#counts;
      const values = { nodes: fromNodes, pods: fromPods, elsewhere: all - fromNodes - fromPods };
      return Object.entries(values).map(([from, value]) => ({ labels: { from }, value }));
    });
    const tests = {
      name: "fairlead_nat_tests",
      help: "Clients that made both NAT tests in the last 5 minutes, by whether the two ports differed",
    };
    metrics.gauge(tests, () => {
      const { natTests, portsDiffered } = this.#counts;
      const values = { same: natTests - portsDiffered, differed: portsDiffered };
      return Object.entries(values).map(([ports, value]) => ({ labels: { ports }, value }));
    });
  }
}
