import type {
  AdmissionStore,
  Budgets,
  NodeLease,
  PairOwners,
  RelayAdverts,
  RelayOrders,
  SharedCounters,
  SharedSettings,
  SourceReports,
  TenantStore,
  WaitIndex,
} from "@fairlead/cluster";
import {
  openRedisStore,
  RedisAdmissionStore,
  RedisBudgets,
  RedisNodeLease,
  RedisPairOwners,
  RedisPeerRegistry,
  RedisRelayAdverts,
  RedisRelayOrders,
  RedisSharedCounters,
  RedisSharedSettings,
  RedisSourceReports,
  type RedisStore,
  RedisWaitIndex,
} from "@fairlead/cluster-redis";
import type { RedisPlan } from "../cluster-plan.ts";
import type { Foundation } from "../foundation.ts";
import type { ServerPorts } from "../server-ports.ts";
import { patiently } from "./patiently.ts";

/** Then it is said what is waited for, and waited on. */
const OPEN_TIMEOUT_MS = 3_000;

/** Everything that nodes share, on one Redis. */
export interface ClusterStores {
  readonly redis: RedisStore;
  readonly lease: NodeLease;
  readonly settings: SharedSettings;
  readonly admissions: AdmissionStore;
  readonly adverts: RelayAdverts;
  readonly orders: RelayOrders;
  readonly sources: SourceReports;
  readonly budgets: Budgets;
  readonly counters: SharedCounters;
  readonly waitIndex: WaitIndex;
  readonly pairOwners: PairOwners;
}

/** Resolves when Redis answers, however long that takes; rejects when it may not be used [CL-18]. */
export async function openStores(
  ports: ServerPorts,
  foundation: Foundation,
  plan: RedisPlan,
  started: AsyncDisposableStack,
): Promise<ClusterStores> {
  const storePorts = { ...ports, metrics: foundation.metrics };
  const { caFile, clientTls, url, prefix, username, password } = plan;
  const tls = { caFile, certFile: clientTls?.certFile, keyFile: clientTls?.keyFile };
  const settings = { url, prefix, username, password, tls, openTimeoutMs: OPEN_TIMEOUT_MS };
  const redis = started.use(await patiently(ports, { for: "redis" }, () => openRedisStore(storePorts, settings)));
  started.use(foundation.health.watch("redis", () => redis.complaint()));
  return {
    redis,
    lease: new RedisNodeLease(redis),
    settings: new RedisSharedSettings(redis),
    admissions: new RedisAdmissionStore(redis),
    adverts: new RedisRelayAdverts(redis),
    orders: new RedisRelayOrders(redis),
    sources: new RedisSourceReports(redis),
    budgets: new RedisBudgets(redis),
    counters: new RedisSharedCounters(redis),
    waitIndex: new RedisWaitIndex(redis),
    pairOwners: new RedisPairOwners(redis),
  };
}

/** Devices in Redis: for a rendezvous; a relay's user may not even read them [CL-19]. */
export function openPeers({ redis }: ClusterStores, ports: ServerPorts, tenants: TenantStore): RedisPeerRegistry {
  return new RedisPeerRegistry(redis, { ...ports, tenants });
}
