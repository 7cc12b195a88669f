import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { StoreUnavailableError } from "@fairlead/cluster";
import { liveClock, RedisCluster, redisCli, waitUntil } from "@fairlead/testkit";
import { hashSlot } from "../src/connection/hash-slot.ts";
import { keyCall } from "../src/connection/redis-call.ts";
import { replyText } from "../src/connection/redis-reply.ts";
import type { RedisStore } from "../src/index.ts";
import { openStore } from "./open-store.ts";

describe("a Redis Cluster", () => {
  let cluster: RedisCluster;
  before(async () => {
    cluster = await RedisCluster.start();
  });
  after(() => cluster[Symbol.asyncDispose]());

  /** Gives the slot of a key that nobody has written yet to the next master. */
  async function moveSlotOf(key: string): Promise<void> {
    const slot = String(hashSlot(key));
    const lists = await Promise.all(cluster.servers.map((server) => redisCli(server.port, "cluster", "myid")));
    const owner = Math.min(2, Math.floor((hashSlot(key) * 3) / 16_384));
    const target = (owner + 1) % 3;
    for (const at of [target, owner, (owner + 2) % 3]) {
      await redisCli(cluster.servers[at]?.port ?? 0, "cluster", "setslot", slot, "node", lists[target] ?? "");
    }
  }
  const keysOf = (store: RedisStore): string[] => Array.from({ length: 100 }, (_, at) => store.key(`k:{${at}}`));

  it("[CL-9] answers a batch over all masters in order, and again where a slot has moved meanwhile", async () => {
    await using store = await openStore(cluster.url, { pulseMs: 600_000 });
    const keys = keysOf(store);
    await store.batch(keys.map((key) => keyCall("get", key)));
    await moveSlotOf(keys[7] ?? "");
    await moveSlotOf(keys[70] ?? "");
    await store.batch(keys.map((key, at) => keyCall("set", key, at)));
    const replies = await store.batch(keys.map((key) => keyCall("get", key)));
    assert.deepEqual(
      replies.map(replyText),
      keys.map((_, at) => String(at)),
    );
  });

  it("[CL-17] loses only what a lost master had, and has it again when that is back", async () => {
    await using store = await openStore(cluster.url, { commandTimeoutMs: 1500 });
    const lost = cluster.servers[2];
    const keys = Array.from({ length: 100 }, (_, at) => store.key(`l:{${at}}`));
    const onLost = keys.filter((key) => hashSlot(key) > 10_930);
    const others = keys.filter((key) => hashSlot(key) < 10_000);
    lost?.signal("SIGSTOP");
    try {
      await assert.rejects(store.command("get", onLost[0] ?? ""), StoreUnavailableError);
      await store.batch(others.map((key) => keyCall("set", key, 1)));
    } finally {
      lost?.signal("SIGCONT");
    }
    const serves = (): Promise<boolean> =>
      store.batch(onLost.map((key) => keyCall("get", key))).then(
        () => true,
        () => false,
      );
    await waitUntil(liveClock(), "the master serves again", serves, 30_000);
  });
});
