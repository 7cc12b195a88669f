import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { peerId } from "@fairlead/base";
import { liveClock, RedisSentinel, redisCli, waitUntil } from "@fairlead/testkit";
import { RedisPeerRegistry } from "../../src/index.ts";
import { device, located, placeAt } from "../devices.ts";
import { livePorts, openStore } from "../open-store.ts";

describe("[CL-13] a failover to a replica that lacks the last writes", () => {
  it("is told, and what owners write again repairs it", { timeout: 180_000 }, async () => {
    await using sentinel = await RedisSentinel.start();
    await using store = await openStore(sentinel.url, { openTimeoutMs: 20_000 });
    using registry = new RedisPeerRegistry(store, livePorts());
    await registry.claim(device("early"), placeAt(1));
    await waitUntil(liveClock(), "the replica has it", async () => (await replicated(sentinel)) > 256, 20_000);
    const historyBefore = store.storeId();
    const events: string[] = [];
    store.watch((event) => events.push(event));
    sentinel.replica.signal("SIGSTOP");
    await redisCli(sentinel.master.port, "client", "kill", "type", "replica");
    await registry.claim(device("late"), placeAt(1));
    await sentinel.master.kill();
    sentinel.replica.signal("SIGCONT");
    await sentinel.promoted();
    // It tells everybody once more when it is through, and connections that were made before are made anew.
    await waitUntil(liveClock(), "the Sentinel is through", () => isThrough(sentinel), 60_000);
    const serves = (): Promise<boolean> =>
      registry.find(peerId("early")).then(
        (found) => found !== undefined,
        () => false,
      );
    await waitUntil(liveClock(), "the promoted replica serves", serves, 60_000);
    await waitUntil(liveClock(), "the other history is told", () => events.includes("history"), 60_000);
    assert.notEqual(store.storeId(), historyBefore);
    assert.equal(await registry.find(peerId("late")), undefined, "the replica never had it");
    const held = [device("early"), device("late")].map((one) => located(one, placeAt(1)));
    assert.deepEqual(
      (await registry.reassert(held)).map((result) => result.kind),
      ["mine", "mine"],
    );
    assert.deepEqual((await registry.find(peerId("late")))?.at, placeAt(1));
    assert.deepEqual(await registry.claim(device("late", "thief")), { kind: "conflict" });
  });
});

const replicated = async (sentinel: RedisSentinel): Promise<number> =>
  Number(await redisCli(sentinel.replica.port, "dbsize"));

async function isThrough({ port, replica }: RedisSentinel): Promise<boolean> {
  const told = (await redisCli(port, "sentinel", "master", "main")).split("\n");
  return told[told.indexOf("port") + 1] === String(replica.port);
}
