import { type Clock, noMetrics, silentLogger } from "@fairlead/base";
import { liveClock, liveRandom } from "@fairlead/testkit";
import { openRedisStore, type RedisSettings, type RedisStore, type StorePorts } from "../src/index.ts";

export function livePorts(clock: Clock = liveClock()): StorePorts {
  return { clock, random: liveRandom(), logger: silentLogger, metrics: noMetrics };
}

/** A store for tests: a busy machine may need longer than a real one. On a clock of the test's nothing is given up, and no pulse goes out, until the test says so. */
export function openStore(url: string, settings: Partial<RedisSettings> = {}, clock?: Clock): Promise<RedisStore> {
  return openRedisStore(livePorts(clock), { url, commandTimeoutMs: 30_000, batchTimeoutMs: 30_000, ...settings });
}
