import { redisCli } from "@fairlead/testkit";

/** How often this Redis was asked for a key: in a store that nobody else asks, once with each pulse. One begins when the one before is over. */
export async function markerLooks(port: number): Promise<number> {
  return Number(/cmdstat_get:calls=(\d+)/.exec(await redisCli(port, "info", "commandstats"))?.[1] ?? 0);
}
