import type { Clock, Random } from "@fairlead/base";
import type { RelayOrder, RelayReport } from "@fairlead/cluster";
import type { KubeObject, StoreView } from "@fairlead/kube";
import type { ClusterFindings, Proof, Snapshot, TenantFindings } from "../plan/index.ts";
import type { ClusterWatch } from "./cluster-watch.ts";
import type { ChartConfig } from "./controller-config.ts";
import type { RecentWrites } from "./recent-writes.ts";
import type { RelayFacts } from "./relay-watch.ts";

export interface SceneParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly watch: ClusterWatch;
  readonly recent: RecentWrites;
  /** The object with the status that was wished for it last. */
  readonly wished: <T extends KubeObject & { readonly status?: unknown }>(object: T) => T;
}

/** What comes from elsewhere than the API. */
export interface SceneFacts {
  readonly config: ChartConfig;
  /** `undefined` = the store is silent. */
  readonly relays: RelayFacts | undefined;
  readonly proofs: (relays: ReadonlySet<string>) => ReadonlyMap<string, Proof>;
  readonly refusedNodePorts: ReadonlySet<number>;
  readonly refusedPods: ReadonlyMap<string, string>;
  readonly clusterFindings: ReadonlyMap<string, ClusterFindings>;
  readonly tenantFindings: ReadonlyMap<string, TenantFindings>;
}

/** Everything there is at this moment, our own writes included that no watch has told of [KU-2]. */
export function gather({ clock, random, watch, recent, wished }: SceneParts, facts: SceneFacts): Snapshot {
  const nowMs = clock.now();
  const now = <T extends KubeObject>(store: StoreView<T> | undefined, kind: string): readonly T[] =>
    store === undefined ? [] : recent.over(store, { kind }, nowMs);
  const own = <T extends KubeObject & { readonly spec: object; readonly status?: unknown }>(
    store: StoreView<T>,
    kind: string,
  ) => now(store, kind).filter(isWhole).map(wished);
  const instances = own(watch.instances, "RelayInstance");
  return {
    nowMs,
    wallMs: clock.wall(),
    entropy: random.uuid(),
    config: facts.config.plan,
    clusters: own(watch.clusters, "RendezvousCluster"),
    pools: own(watch.pools, "RelayPool"),
    instances,
    tenants: own(watch.tenants, "Tenant"),
    pods: now(watch.pods, "Pod"),
    services: now(watch.services, "Service"),
    nodes: watch.nodes?.list() ?? [],
    claims: watch.claims.list(),
    budgets: now(watch.budgets, "PodDisruptionBudget"),
    routes: [...now(watch.ingresses, "Ingress"), ...now(watch.httpRoutes, "HTTPRoute")],
    reports: facts.relays && reportsByRelay(facts.relays),
    orders: facts.relays?.orders as ReadonlyMap<string, RelayOrder> | undefined,
    proofs: facts.proofs(new Set(instances.map(({ metadata }) => metadata.name))),
    refusedNodePorts: facts.refusedNodePorts,
    refusedPods: facts.refusedPods,
    clusterFindings: facts.clusterFindings,
    tenantFindings: facts.tenantFindings,
  };
}

const reportsByRelay = ({ reports }: RelayFacts): ReadonlyMap<string, RelayReport> =>
  new Map(reports.map((report) => [report.node, report]));

/** One that was stored under other definitions, without what ours ask for, is nobody's: the others are planned for all the same. */
const isWhole = ({ spec }: { readonly spec?: object | null }): boolean => typeof spec === "object" && spec !== null;
