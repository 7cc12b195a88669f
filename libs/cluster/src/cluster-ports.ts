import type { NodeName } from "@fairlead/base";
import type { SharedCounters } from "./budgets.ts";
import type { Geography } from "./geography.ts";
import type { MessageBus } from "./message-bus.ts";
import type { NodeSet } from "./node-set.ts";
import type { PeerLocations } from "./peer-locations.ts";
import type { RelayOrders } from "./relay-orders.ts";
import type { SharedSettings } from "./shared-settings.ts";
import type { SourceReports } from "./source-reports.ts";
import type { TenantStore } from "./tenant-store.ts";
import type { WaitIndex } from "./wait-index.ts";

/** What a rendezvous shares with others of its kind. */
export interface ClusterPorts {
  readonly nodes: NodeSet;
  readonly bus: MessageBus;
  readonly locations: PeerLocations;
  readonly waitIndex: WaitIndex;
  readonly tenants: TenantStore;
  readonly geography: Geography;
  /** `undefined` = settings hold on this node alone. */
  readonly settings: SharedSettings | undefined;
  /** Where this node tells of its clients' addresses; `undefined` = nowhere [KU-24]. */
  readonly sources?: { readonly reports: SourceReports; readonly node: NodeName } | undefined;
  /** Orders to managed relays and what they report, for people; `undefined` = there are none [KU-4]. */
  readonly orders?: Pick<RelayOrders, "orders" | "reports"> | undefined;
  /** `undefined` = limits count on this node alone. */
  readonly counters: SharedCounters | undefined;
}
