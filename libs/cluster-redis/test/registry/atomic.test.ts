import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { peerId } from "@fairlead/base";
import { StoreUnavailableError } from "@fairlead/cluster";
import { ManualClock, RedisServer, redisCli } from "@fairlead/testkit";
import { RedisPeerRegistry } from "../../src/index.ts";
import { device, located, placeAt } from "../devices.ts";
import { openRegistry } from "../open-registry.ts";
import { livePorts, openStore } from "../open-store.ts";

/** Commands of clients that Redis ran, by name; those that scripts run are left out where scripts are counted. */
async function commandsOf(server: RedisServer): Promise<ReadonlyMap<string, number>> {
  const lines = (await redisCli(server.port, "info", "commandstats")).split(/\r?\n/);
  const parsed = lines.map((line) => /^cmdstat_([^:]+):calls=(\d+)/.exec(line));
  return new Map(parsed.flatMap((line) => (line === null ? [] : [[line[1] ?? "", Number(line[2])] as const])));
}

describe("devices of several nodes", () => {
  let server: RedisServer;
  before(async () => {
    server = await RedisServer.start();
  });
  after(() => server[Symbol.asyncDispose]());

  it("[CL-10] lets one of 1000 concurrent claims from three nodes win, and calls the others a conflict", async () => {
    const prefix = "atomic:";
    await using one = await openRegistry(server.url, { prefix });
    await using two = await openRegistry(server.url, { prefix });
    await using three = await openRegistry(server.url, { prefix });
    const claims = Array.from({ length: 1000 }, (_, at) => {
      const node = [one, two, three][at % 3] ?? one;
      return node.claim(device("wanted", `machine-${at}`), placeAt(at % 3));
    });
    const kinds = (await Promise.all(claims)).map((result) => result.kind);
    assert.equal(kinds.filter((kind) => kind === "created").length, 1);
    assert.equal(kinds.filter((kind) => kind === "conflict").length, 999);
    const winner = await two.find(peerId("wanted"));
    assert.equal(Buffer.from(winner?.uuid ?? []).toString(), `machine-${kinds.indexOf("created")}`);
  });

  it("[CL-27] never calls a paused store a conflict or a stranger", async () => {
    const clock = new ManualClock();
    await using store = await openStore(server.url, { prefix: "paused:" }, clock);
    using registry = new RedisPeerRegistry(store, livePorts());
    await registry.claim(device("known"), placeAt(1));
    server.signal("SIGSTOP");
    try {
      const calls = [
        registry.claim(device("known", "machine-2"), placeAt(2)),
        registry.find(peerId("stranger")),
        registry.rename({ oldId: peerId("known"), newId: peerId("other"), uuid: Buffer.from("machine-1") }),
        registry.reassert([located(device("known"), placeAt(1))]),
        registry.park(peerId("known"), placeAt(1), Buffer.from("x")),
      ];
      const results = Promise.allSettled(calls);
      await clock.advanceSlowly(60_000, 1000);
      for (const result of await results) {
        assert.equal(result.status, "rejected");
        assert.ok(result.status === "rejected" && result.reason instanceof StoreUnavailableError);
      }
    } finally {
      server.signal("SIGCONT");
    }
  });

  it("[CL-10] [CL-20] costs one trip for a claim, a find and a park, and none but these", async () => {
    await using registry = await openRegistry(server.url, { pulseMs: 600_000 });
    const calls = async (): Promise<void> => {
      await registry.claim(device("one-trip"), placeAt(1));
      await registry.find(peerId("one-trip"));
      await registry.park(peerId("one-trip"), placeAt(1), Buffer.from("x"));
    };
    await calls();
    const before = await commandsOf(server);
    await calls();
    const delta = [...(await commandsOf(server))].map(
      ([name, count]) => [name, count - (before.get(name) ?? 0)] as const,
    );
    const trips = new Map(delta.filter(([, count]) => count > 0));
    assert.equal(trips.get("evalsha"), 3);
    assert.equal(trips.get("eval"), undefined);
  });

  it("[CL-14] counts the day a device was last seen, and writes it once a day", async () => {
    const prefix = "days:";
    await using registry = await openRegistry(server.url, { prefix });
    await registry.claim(device("seen"), placeAt(1));
    const key = (await redisCli(server.port, "keys", `${prefix}peer:*seen`)).trim();
    await redisCli(server.port, "hset", key, "d", "19000");
    await registry.refresh([peerId("seen")], placeAt(1).owner);
    assert.ok(Number(await redisCli(server.port, "hget", key, "d")) > 20_000);
  });

  it("[CL-16] takes a place that a later release wrote for none", async () => {
    const prefix = "later:";
    await using registry = await openRegistry(server.url, { prefix });
    await registry.claim(device("later"), placeAt(1));
    const key = (await redisCli(server.port, "keys", `${prefix}at:*later`)).trim();
    await redisCli(server.port, "set", key, "1 first quic 203.0.113.7:1");
    const found = await registry.find(peerId("later"));
    assert.ok(found !== undefined);
    assert.equal(found.at, undefined);
  });

  it("goes through all devices, in batches, under a prefix with every odd letter", async () => {
    const prefix = "o*d[d]?\\:";
    await using registry = await openRegistry(server.url, { prefix });
    await using other = await openRegistry(server.url, { prefix: "ooddd:" });
    const ids = Array.from({ length: 2500 }, (_, at) => `many}:${at}`);
    await Promise.all(ids.map((id) => registry.claim(device(id))));
    await other.claim(device("somebody else's"));
    const seen: string[] = [];
    for await (const batch of registry.scan()) seen.push(...batch.map((one) => one.id));
    assert.deepEqual([...new Set(seen)].sort(), ids.sort());
  });
});
