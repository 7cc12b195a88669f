/**
 * Floor 4: the ports of libs/cluster on Redis, by ioredis. Owns the connection to one master, to a master that Sentinels name, or to a Redis Cluster; every key, script and
 * channel there. Does not own what a missing lease, a conflict or a silent store means to a device.
 */
export { raiseSchema, SCHEMA } from "./connection/check-store.ts";
export { openRedisStore } from "./connection/open-redis-store.ts";
export type { RedisCall, RedisReply, RedisScript, RedisWord } from "./connection/redis-call.ts";
export { DEFAULT_REDIS_SETTINGS, type RedisSettings, type RedisTlsSettings } from "./connection/redis-settings.ts";
export { RedisStore } from "./connection/redis-store.ts";
export { parseRedisUrl, redisPlaceText } from "./connection/redis-url.ts";
export type { StoreEvent } from "./connection/store-history.ts";
export type { StorePorts } from "./connection/store-ports.ts";
export * from "./errors.ts";
export { RedisNodeLease } from "./leases/redis-node-lease.ts";
export { type PubSubSettings, RedisPubSubBus } from "./pubsub/redis-pubsub-bus.ts";
export { IMPORT_OUTCOMES, type ImportOutcome, type StoredPeer } from "./registry/peer-import.ts";
export { RedisPeerRegistry } from "./registry/redis-peer-registry.ts";
export type { RegistryPorts, RegistrySettings } from "./registry/registry-settings.ts";
export { RedisAdmissionStore } from "./shared/redis-admission-store.ts";
export { RedisBudgets } from "./shared/redis-budgets.ts";
export { RedisPairOwners } from "./shared/redis-pair-owners.ts";
export { RedisRelayAdverts } from "./shared/redis-relay-adverts.ts";
export { RedisRelayDirectory, type RelayDirectoryPorts } from "./shared/redis-relay-directory.ts";
export { RedisRelayOrders } from "./shared/redis-relay-orders.ts";
export { RedisSharedCounters } from "./shared/redis-shared-counters.ts";
export { RedisSharedSettings } from "./shared/redis-shared-settings.ts";
export { RedisSourceReports } from "./shared/redis-source-reports.ts";
export { RedisWaitIndex } from "./shared/redis-wait-index.ts";
