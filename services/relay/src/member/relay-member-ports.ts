import type { Clock, DropCounter, Logger, Metrics, RelayName } from "@fairlead/base";
import type {
  AdmissionStore,
  Budgets,
  MessageBus,
  NodeSet,
  PairOwners,
  RelayAdverts,
  TenantStore,
} from "@fairlead/cluster";

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
}

/** What a relay says of itself. Rates in bits per second and direction; Infinity = no limit is known. */
export interface RelayMemberSettings {
  /** What clients are told to dial. */
  readonly name: RelayName;
  readonly region: string;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
  readonly pools: readonly string[];
  readonly capacityBps: number;
  readonly maxSessions: number;
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
   * signal aborts, or when `undrain` takes it back. Asking twice is one drain, which ends with the first signal.
   */
  drain(waitingIsOver: AbortSignal): Promise<void>;
  /** Serves again, from whichever step. */
  undrain(): Promise<void>;
}
