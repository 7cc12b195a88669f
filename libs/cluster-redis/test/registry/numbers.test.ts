import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { peerId } from "@fairlead/base";
import { RedisServer, redisCli } from "@fairlead/testkit";
import { RedisPeerRegistry, type RedisStore } from "../../src/index.ts";
import { ageStore } from "../age-store.ts";
import { device, placeAt } from "../devices.ts";
import { livePorts, openStore } from "../open-store.ts";

const id = peerId("123456789");

/** The contracts are played with shorter ones. */
describe("the times of a registry that is told none", () => {
  let stack: AsyncDisposableStack;
  let server: RedisServer;
  let store: RedisStore;
  let registry: RedisPeerRegistry;
  before(async () => {
    stack = new AsyncDisposableStack();
    server = stack.use(await RedisServer.start());
    store = stack.use(await openStore(server.url, { pulseMs: 600_000 }));
    registry = stack.use(new RedisPeerRegistry(store, livePorts()));
  });
  after(() => stack.disposeAsync());

  it("[CL-14] [CL-22] keep a location 15 minutes and a request 20 s", async () => {
    await registry.claim(device(id), placeAt(1));
    await registry.park(id, placeAt(1), Buffer.from("kept"));
    await ageStore(store, 19_000);
    const claimed = await registry.claim(device(id), placeAt(1));
    assert.deepEqual("parked" in claimed && claimed.parked, [Buffer.from("kept")]);
    await registry.park(id, placeAt(1), Buffer.from("late"));
    await ageStore(store, 20_000);
    assert.deepEqual(await registry.claim(device(id), placeAt(1)), { kind: "unchanged" });
    await ageStore(store, 14 * 60_000);
    assert.deepEqual((await registry.find(id))?.at, placeAt(1));
    await ageStore(store, 60_000);
    assert.equal((await registry.find(id))?.at, undefined);
  });

  it("[CL-12] heal a wiped store for 30 s", async () => {
    await redisCli(server.port, "flushall");
    assert.equal((await registry.claim(device("stranger"), placeAt(1))).kind, "healing");
    await ageStore(store, 29_000);
    assert.equal((await registry.claim(device("stranger"), placeAt(1))).kind, "healing");
    await ageStore(store, 1_000);
    assert.equal((await registry.claim(device("stranger"), placeAt(1))).kind, "created");
  });
});
