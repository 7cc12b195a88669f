import { noMetrics, silentLogger } from "@fairlead/base";
import type { SharedSettings } from "@fairlead/cluster";
import type { RedisPeerRegistry } from "@fairlead/cluster-redis";
import type { RedisPlan } from "@fairlead/server";
import type { World } from "../world.ts";

export interface ClusterDevices extends AsyncDisposable {
  readonly registry: RedisPeerRegistry;
  readonly settings: SharedSettings;
}

/** A batch of a command may take longer than a device would wait. */
const PATIENCE_MS = 10_000;

/** The devices of a cluster, for a command beside its nodes. What speaks to Redis is loaded by nobody else who runs a command. */
export async function openClusterDevices(world: World, plan: RedisPlan): Promise<ClusterDevices> {
  const { openRedisStore, RedisPeerRegistry, RedisSharedSettings } = await import("@fairlead/cluster-redis");
  const ports = { clock: world.clock, random: world.random, logger: silentLogger, metrics: noMetrics };
  const { url, prefix, username, password, caFile, clientTls } = plan;
  const tls = { caFile, certFile: clientTls?.certFile, keyFile: clientTls?.keyFile };
  const patience = { commandTimeoutMs: PATIENCE_MS, batchTimeoutMs: PATIENCE_MS };
  const store = await openRedisStore(ports, { url, prefix, username, password, tls, ...patience });
  const registry = new RedisPeerRegistry(store, ports);
  return {
    registry,
    settings: new RedisSharedSettings(store),
    [Symbol.asyncDispose]: async () => {
      registry[Symbol.dispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}
