import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { liveClock, RedisServer, waitUntil } from "@fairlead/testkit";
import { openStore } from "./open-store.ts";
import { ScriptedSentinel } from "./scripted-sentinel.ts";

describe("[CL-17] a failover that is told while the Sentinel is being asked", () => {
  it("ends no connection for good: neither that of calls nor that of subscriptions", async () => {
    await using redis = await RedisServer.start();
    await using sentinel = await ScriptedSentinel.start(redis.port);
    await using store = await openStore(sentinel.url);
    const heard: string[] = [];
    await using _ = await store.subscribe(store.key("said"), (payload) => heard.push(payload.toString("utf8")));
    for (const _time of ["once", "again"]) {
      await waitUntil(liveClock(), "both listen for failovers", () => sentinel.listeners === 2, 20_000);
      sentinel.failsOver = true;
      await redis.kill();
      await waitUntil(liveClock(), "the failover is told", () => !sentinel.failsOver, 20_000);
      assert.ok(sentinel.told > 0);
      await redis.startAgain();
      heard.length = 0;
      await waitUntil(liveClock(), "both are back", () => isHeard(), 15_000);
    }

    async function isHeard(): Promise<boolean> {
      await store.publish(store.key("said"), Buffer.from("hello")).catch(() => undefined);
      return heard.length > 0;
    }
  });
});
