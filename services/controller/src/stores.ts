import type { AdmissionStore, RelayOrders, SharedSettings, SourceReports } from "@fairlead/cluster";

/** What the controller shares with the data plane. */
export interface ControllerStores {
  readonly orders: RelayOrders;
  readonly sources: SourceReports;
  /** Tenants and server lists reach all nodes as settings. */
  readonly settings: SharedSettings;
  /** Proofs are sessions. */
  readonly admissions: AdmissionStore;
}
