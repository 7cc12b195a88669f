import type { Clock, DropCounter, Logger, Metrics, NodeName } from "@fairlead/base";
import type {
  AdmissionStore,
  Budgets,
  MessageBus,
  NodeSet,
  PairOwners,
  RelayAdverts,
  RelayOrders,
  TenantStore,
} from "@fairlead/cluster";
import type { DrainableNode } from "./drain-orders.ts";
import type { RelayFace } from "./relay-face.ts";

/** What a relay of several needs from the outside. The stores may be away at any time: then it goes on with what it knows. */
export interface RelayMemberPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly drops: DropCounter;
  readonly nodes: NodeSet;
  readonly bus: MessageBus;
  readonly admissionStore: AdmissionStore;
  readonly adverts: RelayAdverts;
  readonly budgets: Budgets;
  /** Of relays that share one address [CL-38]. */
  readonly pairOwners?: PairOwners | undefined;
  /** With it, a changed policy holds for sessions that run [CL-49]; without, for those that are admitted after the change. */
  readonly tenants?: TenantStore | undefined;
  /** With it the relay is managed: what its settings say of it holds until an order comes, except that nobody is told of it before [KU-4]. */
  readonly orders?: RelayOrders | undefined;
}

/** What a relay says of itself. */
export interface RelayMemberSettings extends RelayFace {
  /** The node that it is. */
  readonly node: NodeName;
  readonly mesh: boolean;
  readonly release: string;
  /** What all relays may carry together; 0 = no limit. */
  readonly clusterBps: number;
}

/** A relay's side of the cluster, in the thread that started the relay. */
export interface RelayMember extends AsyncDisposable {
  readonly state: "serving" | "draining";
  /** What is wrong now, for `/readyz`; `undefined` = nothing [CL-2]. */
  complaint(): string | undefined;
  /**
   * In two steps [CL-48]: is chosen no more, but takes the legs it was told of; then refuses newcomers and waits for its sessions. Resolves when none is left, when the
   * signal aborts, or when `undrain` takes it back. Asking twice is one drain, which ends with the first signal. `forGood`: the process ends afterwards; otherwise a managed
   * relay takes what it was told of for 90 s [KU-17].
   */
  drain(waitingIsOver: AbortSignal, forGood?: boolean): Promise<void>;
  /** Serves again, from whichever step. */
  undrain(): Promise<void>;
  /** Orders to drain go there from now on [KU-4]. */
  obey(node: DrainableNode): void;
}
