import { type Clock, ExpiringMap, type NodeName } from "@fairlead/base";
import { MemoryStore } from "./memory-store.ts";
import { noNetworks, type OwnNetworks, type SourceReport, type SourceReports } from "./source-reports.ts";

/** What several rendezvous nodes in one process saw of their clients' addresses [KU-24]. */
export class MemorySourceReports extends MemoryStore implements SourceReports {
  readonly #clock: Clock;
  readonly #reports = new ExpiringMap<NodeName, SourceReport>({ capacity: 1024, lifetimeMs: 45_000 });
  #networks: OwnNetworks = noNetworks;

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  async exchange(report: SourceReport): Promise<OwnNetworks> {
    this.reach();
    this.#reports.set(report.node, report, this.#clock.now());
    return this.#networks;
  }

  async reports(): Promise<readonly SourceReport[]> {
    this.reach();
    return [...this.#reports.entries(this.#clock.now())].map(([, report]) => report);
  }

  async name(networks: OwnNetworks): Promise<void> {
    this.reach();
    this.#networks = networks;
  }
}
