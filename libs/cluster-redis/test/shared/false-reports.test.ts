import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { RedisServer } from "@fairlead/testkit";
import { RedisRelayOrders, RedisSourceReports, type RedisStore } from "../../src/index.ts";
import { openStore } from "../open-store.ts";

/** Whoever has a relay's password writes what he likes under any name. */
const FALSE_WORDS = [
  "",
  "null",
  "[]",
  '"text"',
  "{",
  '{"node":7}',
  '{"node":"a","sessions":"9","awaited":{},"usedBps":[1],"load":true,"version":5,"address":null,"state":"gone","missedInARow":-3}',
  '{"node":"b","sessions":1e308,"awaited":1.5,"usedBps":1e999,"capacityBps":1e300,"load":1e9,"missedInARow":1e20}',
  JSON.stringify({ node: "c", version: "v".repeat(5000), release: "r".repeat(5000), address: "h".repeat(5000) }),
  '{"node":"d","clients":"1","fromNodes":{},"natTests":-1,"portsDiffered":1e999}',
];

describe("reports of a node that was taken over", () => {
  let redis: RedisServer;
  let store: RedisStore;
  before(async () => {
    redis = await RedisServer.start();
    store = await openStore(redis.url);
  });
  after(async () => {
    await store[Symbol.asyncDispose]();
    await redis[Symbol.asyncDispose]();
  });

  async function tell(hash: string): Promise<void> {
    const untilMs = Date.now() + 60_000;
    for (const [index, text] of FALSE_WORDS.entries())
      await store.command("hset", store.key(hash), `relay-${index}`, `${untilMs} ${text}`);
  }

  it("[KU-4] are numbers that can be added up, and words that fit into a status", async () => {
    await tell("report:{o}:all");
    const reports = await new RedisRelayOrders(store).reports();
    assert.deepEqual(reports.map(({ node }) => node).sort(), ["a", "b", "c", "d"]);
    for (const { sessions, awaited, missedInARow, usedBps, capacityBps, load, state, ...words } of reports) {
      for (const count of [sessions, awaited, missedInARow]) assert.ok(Number.isInteger(count) && count <= 1e9);
      for (const amount of [sessions, awaited, missedInARow, usedBps, capacityBps, load]) assert.ok(amount >= 0);
      assert.ok(usedBps <= 1e15 && capacityBps <= 1e15 && load <= 100);
      assert.match(state, /^(serving|draining)$/);
      assert.ok(words.version.length <= 64 && words.release.length <= 64 && words.address.length <= 512);
    }
  });

  it("[KU-24] are counts, of rendezvous nodes too", async () => {
    await tell("sources:{o}:all");
    for (const { node, ...counts } of await new RedisSourceReports(store).reports()) {
      assert.match(node, /^[abcd]$/);
      for (const count of Object.values(counts)) assert.ok(count >= 0 && count <= 1e15);
    }
  });
});
