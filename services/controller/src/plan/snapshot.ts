import type { RelayOrder, RelayReport } from "@fairlead/cluster";
import type {
  KubeObject,
  Node,
  OwnerReference,
  PersistentVolumeClaim,
  Pod,
  PodDisruptionBudget,
  PodTemplateSpec,
  Service,
} from "@fairlead/kube";
import type { RelayInstance, RelayPool, RendezvousCluster, Tenant } from "../api/index.ts";
import type { ProofResult } from "../reachability/proof.ts";

/** What the chart tells the controller, out of the ConfigMap `X-controller`. */
export interface ControllerConfig {
  readonly namespace: string;
  /** The release. */
  readonly instance: string;
  /** The chart's full name: what is made once a release is named after it. */
  readonly fullname: string;
  /** The ConfigMap itself: it owns what no pool owns, so that uninstalling collects it [KU-10]. */
  readonly owner: OwnerReference;
  /** On everything that is made. */
  readonly labels: Readonly<Record<string, string>>;
  /** One container named `relay`; its args hold all that is not per relay. */
  readonly relayPod: PodTemplateSpec;
  /** The default RendezvousCluster and RelayPool, as manifests [KU-7]. */
  readonly defaults: readonly KubeObject[];
  readonly externalDns: boolean;
  /** Whether HTTPRoutes may be made. */
  readonly gatewayApi: boolean;
  /** Whether Ingresses may be made; they may unless told. */
  readonly ingresses?: boolean | undefined;
  /** Of the API server; 30000–32767 unless it was told otherwise. */
  readonly nodePorts: { readonly from: number; readonly to: number };
  /** For Services; `undefined` = the cluster's own choice. */
  readonly ipFamilyPolicy?: "SingleStack" | "PreferDualStack" | "RequireDualStack" | undefined;
  /** In their order; `undefined` = the cluster's own choice. */
  readonly ipFamilies?: readonly ("IPv4" | "IPv6")[] | undefined;
}

/** What is known of one relay's address from `inside` [KU-20]: kept by whoever has proofs made, with `noteProof`. */
export interface Proof {
  readonly podUid: string;
  /** The latest. */
  readonly result: ProofResult;
  /** When it came, by `Snapshot.nowMs`. */
  readonly atMs: number;
  /** In a row, up to now. */
  readonly failures: number;
  /** Whether this address of this pod was ever proven. */
  readonly everOk: boolean;
}

/** A condition that another part of the controller has found; the plan puts it into the status and says since when. */
export interface Finding {
  readonly type: string;
  readonly status: "True" | "False" | "Unknown";
  readonly reason: string;
  readonly message: string;
}
export interface ClusterFindings {
  readonly conditions: readonly Finding[];
  /** In percent; `undefined` = not known. */
  readonly sourceAddressShare?: number | undefined;
}
export interface TenantFindings {
  readonly conditions: readonly Finding[];
  /** In force. */
  readonly devices: number;
  readonly keyFingerprints: readonly string[];
}

/**
 * Everything a plan is made of, at one moment. Of a leader's own writes it must hold what the API server answered, also before the watch has brought it: else an object is made
 * twice, under two names.
 */
export interface Snapshot {
  /** Never goes back; for waits. */
  readonly nowMs: number;
  /** For what is written: conditions, times. */
  readonly wallMs: number;
  /** Any text, new for every plan: names of new relays come from it. */
  readonly entropy: string;
  readonly config: ControllerConfig;
  readonly clusters: readonly RendezvousCluster[];
  readonly pools: readonly RelayPool[];
  readonly instances: readonly RelayInstance[];
  readonly tenants: readonly Tenant[];
  /** Of this release: relays, rendezvous nodes and the rest. */
  readonly pods: readonly Pod[];
  readonly services: readonly Service[];
  /** All of the cluster, or none when they may not be read. */
  readonly nodes: readonly Node[];
  readonly claims: readonly PersistentVolumeClaim[];
  readonly budgets: readonly PodDisruptionBudget[];
  /** HTTPRoutes and Ingresses of this release. */
  readonly routes: readonly KubeObject[];
  /** Fresh ones by relay; `undefined` = the store is silent: nothing is known, so nothing is ended [KU-4]. */
  readonly reports: ReadonlyMap<string, RelayReport> | undefined;
  /** As given last; `undefined` = the store is silent. */
  readonly orders: ReadonlyMap<string, RelayOrder> | undefined;
  /** By relay. */
  readonly proofs: ReadonlyMap<string, Proof>;
  /** Node ports that the API server refused lately, as they are somebody else's. */
  readonly refusedNodePorts: ReadonlySet<number>;
  /** Why the API server does not let a relay's pod in, in its words. */
  readonly refusedPods: ReadonlyMap<string, string>;
  /** By RendezvousCluster. */
  readonly clusterFindings: ReadonlyMap<string, ClusterFindings>;
  /** By Tenant. */
  readonly tenantFindings: ReadonlyMap<string, TenantFindings>;
}
