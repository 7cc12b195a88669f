import type { NodeName } from "@fairlead/base";

/** Which addresses are the cluster's own: a client that seems to come from there was rewritten on its way [KU-24]. CIDR texts. */
export interface OwnNetworks {
  readonly nodes: readonly string[];
  readonly pods: readonly string[];
}

/** What one rendezvous saw of its clients' addresses over the last 5 minutes. Counts of clients, each once. */
export interface SourceReport {
  readonly node: NodeName;
  readonly clients: number;
  /** Of these, how many came from addresses of the cluster's own nodes, and of its pods. */
  readonly fromNodes: number;
  readonly fromPods: number;
  /** Clients that made both NAT tests, and those for whom the two ports differed. */
  readonly natTests: number;
  readonly portsDiffered: number;
}

/** Rejects with `StoreUnavailableError`; each call is one trip. */
export interface SourceReports {
  /** Of a rendezvous, every 15 s: leaves its report for 45 s; answers the networks, empty when nobody named any. */
  exchange(report: SourceReport): Promise<OwnNetworks>;
  reports(): Promise<readonly SourceReport[]>;
  name(networks: OwnNetworks): Promise<void>;
}

/** Nobody named any: no client is taken for one of the cluster's own. */
export const noNetworks: OwnNetworks = { nodes: [], pods: [] };
