import { delay } from "@fairlead/base";
import { RedisCluster, RedisSentinel } from "@fairlead/testkit";
import { clock } from "../../whole/support/clients.ts";
import type { ChaosRow } from "../support/play-row.ts";
import { asPromised } from "./redis-rows.ts";

/** The master is gone, and a Sentinel makes its replica the master: it may lack the last writes. */
export function redisFailedOver(): ChaosRow {
  let sentinel: RedisSentinel | undefined;
  return {
    name: "Redis failed over",
    tags: "[CL-5] [CL-13]",
    cluster: async () => {
      const started = await RedisSentinel.start();
      sentinel = started;
      return { pinned: true, redis: started, around: started };
    },
    fault: async () => {
      await sentinel?.master.kill();
      await sentinel?.promoted();
    },
    judge: asPromised,
  };
}

/** One of three masters is gone with a third of the keys, and comes back empty. */
export function redisShardLost(): ChaosRow {
  let store: RedisCluster | undefined;
  return {
    name: "Redis Cluster shard lost",
    tags: "[CL-9] [CL-12] [CL-13]",
    cluster: async () => {
      const started = await RedisCluster.start();
      store = started;
      return { pinned: true, redis: started, around: started };
    },
    fault: async ({ plan, random }) => {
      const shard = store?.servers[random.below(store.servers.length)];
      await shard?.kill();
      await delay(clock, plan.faultMs);
      await shard?.startAgain();
    },
    judge: asPromised,
  };
}
