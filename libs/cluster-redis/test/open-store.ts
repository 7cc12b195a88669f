import { noMetrics, silentLogger } from "@fairlead/base";
import { liveClock, liveRandom } from "@fairlead/testkit";
import { openRedisStore, type RedisSettings, type RedisStore, type StorePorts } from "../src/index.ts";

export function livePorts(): StorePorts {
  return { clock: liveClock(), random: liveRandom(), logger: silentLogger, metrics: noMetrics };
}

/** A store for tests: a busy machine may need longer than a real one. */
export function openStore(url: string, settings: Partial<RedisSettings> = {}): Promise<RedisStore> {
  return openRedisStore(livePorts(), { url, commandTimeoutMs: 5000, batchTimeoutMs: 10_000, ...settings });
}
