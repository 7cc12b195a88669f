import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { peerId } from "@fairlead/base";
import { StoreUnavailableError } from "@fairlead/cluster";
import { liveClock, RedisCluster, RedisServer, redisCli, waitUntil } from "@fairlead/testkit";
import { bucketOf } from "../../src/device-keys.ts";
import { device, located, placeAt } from "../devices.ts";
import { markerLooks } from "../marker-looks.ts";
import { openRegistry } from "../open-registry.ts";

const HEAL_MS = 2500;
const NEVER = { pulseMs: 600_000 };

describe("[CL-12] a wiped store", () => {
  it("starts at once when it is new, with several nodes at one time", async () => {
    await using server = await RedisServer.start();
    const prefix = "new:";
    await using one = await openRegistry(server.url, { prefix });
    await using two = await openRegistry(server.url, { prefix });
    await using three = await openRegistry(server.url, { prefix });
    const claims = Array.from({ length: 300 }, (_, at) => ([one, two, three][at % 3] ?? one).claim(device(`d-${at}`)));
    assert.ok((await Promise.all(claims)).every((result) => result.kind === "created"));
  });

  it("does not give ids away until owners had time to write theirs again, then heals by itself", async () => {
    await using server = await RedisServer.start();
    const settings = { healMs: HEAL_MS };
    await using owner = await openRegistry(server.url, { prefix: "w:", ...NEVER }, settings);
    await using other = await openRegistry(server.url, { prefix: "w:", ...NEVER }, settings);
    await owner.claim(device("held"), placeAt(1));
    await other.find(peerId("held"));
    await redisCli(server.port, "flushall");
    assert.deepEqual(await other.claim(device("held", "thief"), placeAt(2)), { kind: "healing" });
    await assert.rejects(other.find(peerId("held")), StoreUnavailableError, "nothing is known of it");
    await assert.rejects(other.findMany([peerId("held")]), StoreUnavailableError);
    const rename = { oldId: peerId("held"), newId: peerId("x"), uuid: Buffer.from("thief") };
    await assert.rejects(other.rename(rename), StoreUnavailableError);
    assert.deepEqual(await owner.reassert([located(device("held"), placeAt(1))]), [{ kind: "mine", parked: [] }]);
    assert.deepEqual(
      await other.claim(device("held", "thief"), placeAt(2)),
      { kind: "healing" },
      "silence, no conflict yet",
    );
    assert.deepEqual((await other.find(peerId("held")))?.at, placeAt(1));
    assert.equal((await owner.claim(device("held"), placeAt(1))).kind, "unchanged");
    const isHealed = async (): Promise<boolean> => (await other.claim(device("held", "thief"))).kind === "conflict";
    await waitUntil(liveClock(), "the bucket is healed", isHealed, 20_000);
    const isNew = async (): Promise<boolean> => (await other.claim(device("fresh"), placeAt(2))).kind === "created";
    await waitUntil(liveClock(), "all buckets are healed", isNew, 2000);
  });

  it("begins to heal everywhere when one node notices, and is noticed by the pulse", async () => {
    await using server = await RedisServer.start();
    await using owner = await openRegistry(server.url, { prefix: "p:", pulseMs: 50 }, { healMs: HEAL_MS });
    await owner.claim(device("held"), placeAt(1));
    const looks = await markerLooks(server.port);
    // What the pulse never saw it cannot miss.
    const seen = async (): Promise<boolean> => (await markerLooks(server.port)) >= looks + 2;
    await waitUntil(liveClock(), "the pulse has seen the markers", seen);
    const before = Number(await redisCli(server.port, "dbsize"));
    await redisCli(server.port, "flushall");
    const planted = async (): Promise<boolean> => Number(await redisCli(server.port, "dbsize")) >= 256;
    await waitUntil(liveClock(), "all markers are there again", planted, 10_000);
    assert.ok(before > 256);
    const markers = await redisCli(server.port, "get", "p:gen:{b007}");
    assert.match(markers, /^w \d+ \S+$/);
  });

  it("is not taken for a new one by a node that starts into it, once somebody remembers", async () => {
    await using server = await RedisServer.start();
    const settings = { healMs: 60_000 };
    await using owner = await openRegistry(server.url, { prefix: "s:", ...NEVER }, settings);
    await owner.claim(device("held"), placeAt(1));
    await redisCli(server.port, "flushall");
    await using starter = await openRegistry(server.url, { prefix: "s:", ...NEVER }, settings);
    await starter.find(peerId("anybody"));
    await owner.reassert([located(device("held"), placeAt(1))]);
    assert.deepEqual(await starter.claim(device("held", "thief")), { kind: "healing" });
  });

  it("gives wiped and unwiped masters of a Redis Cluster each their own answer", async () => {
    await using cluster = await RedisCluster.start();
    await using owner = await openRegistry(cluster.url, { prefix: "c:", ...NEVER }, { healMs: 60_000 });
    const devices = Array.from({ length: 60 }, (_, at) => device(`d-${at}`));
    await Promise.all(devices.map((one) => owner.claim(one, placeAt(1))));
    await redisCli(cluster.servers[0]?.port ?? 0, "flushall");
    await using starter = await openRegistry(
      cluster.url,
      { prefix: "c:", ...NEVER },
      { healMs: 60_000, plantingMs: 0 },
    );
    const thieves = devices.map(({ id }) => starter.claim(device(id, "thief"), placeAt(2)));
    const kinds = (await Promise.all(thieves)).map((result) => result.kind);
    assert.deepEqual([...new Set(kinds)].sort(), ["conflict", "healing"]);
    const buckets = new Set(devices.map(({ id }) => bucketOf(id)));
    assert.ok(buckets.size > 20);
    await owner.reassert(devices.map((one) => located(one, placeAt(1))));
    assert.equal((await starter.findMany(devices.map(({ id }) => id))).size, devices.length);
  });
});
