import type { Clock } from "@fairlead/base";
import type { OwnNetworks, SourceReports } from "@fairlead/cluster";
import type { Node } from "@fairlead/kube";
import { type FrontService, judgeSources, type SourceJudgement } from "./judge-sources.ts";
import { type NetworkOverride, ownNetworks } from "./own-networks.ts";

export interface SourceJudgePorts {
  readonly clock: Clock;
  readonly reports: SourceReports;
}
export interface SourceScene {
  readonly nodes: readonly Pick<Node, "spec" | "status">[];
  /** Those in front of clients of the rendezvous. */
  readonly services: readonly FrontService[];
}

/** Named again, so that a store that was emptied has them. */
const NAME_AGAIN_MS = 5 * 60_000;

/** Tells rendezvous nodes which addresses are the cluster's own, and judges what they saw [KU-24]. */
export class SourceJudge {
  readonly #ports: SourceJudgePorts;
  readonly #override: NetworkOverride;
  #named: { readonly text: string; readonly atMs: number } | undefined;

  constructor(ports: SourceJudgePorts, override: NetworkOverride = {}) {
    this.#ports = ports;
    this.#override = override;
  }

  /** One trip, two when networks have changed. Rejects with `StoreUnavailableError`. */
  async judge({ nodes, services }: SourceScene): Promise<SourceJudgement> {
    await this.#name(ownNetworks(nodes, this.#override));
    return judgeSources(await this.#ports.reports.reports(), services);
  }

  async #name(networks: OwnNetworks): Promise<void> {
    const [text, nowMs] = [JSON.stringify(networks), this.#ports.clock.now()];
    if (this.#named?.text === text && nowMs - this.#named.atMs < NAME_AGAIN_MS) return;
    await this.#ports.reports.name(networks);
    this.#named = { text, atMs: nowMs };
  }
}
