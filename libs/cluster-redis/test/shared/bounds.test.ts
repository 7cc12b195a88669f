import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { nodeName, relayName } from "@fairlead/base";
import { bareRelay, type SourceReport } from "@fairlead/cluster";
import { idleReport } from "@fairlead/cluster/testing";
import { RedisServer } from "@fairlead/testkit";
import type { Redis } from "ioredis";
import {
  RedisAdmissionStore,
  RedisBudgets,
  RedisPairOwners,
  RedisRelayAdverts,
  RedisRelayDirectory,
  RedisRelayOrders,
  RedisSharedCounters,
  RedisSourceReports,
  type RedisStore,
  RedisWaitIndex,
} from "../../src/index.ts";
import { ageStore } from "../age-store.ts";
import { livePorts, openStore } from "../open-store.ts";

const WEEK_MS = 7 * 24 * 3_600_000;
const sourceReport = (node: string): SourceReport => ({
  node: nodeName(node),
  clients: 0,
  fromNodes: 0,
  fromPods: 0,
  natTests: 0,
  portsDiffered: 0,
});

describe("what nodes share in Redis has an end", () => {
  let server: RedisServer;
  let store: RedisStore;
  let redis: Redis;
  before(async () => {
    server = await RedisServer.start();
    store = await openStore(server.url);
    redis = store.masters()[0] as Redis;
  });
  after(async () => {
    await store[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });
  beforeEach(() => redis.flushall());

  it("[CL-24] in the devices one address asks for", async () => {
    const index = new RedisWaitIndex(store);
    const controlling = { ip: "2001:db8::7", port: 1 };
    for (let entry = 0; entry < 300; entry += 1)
      await index.put(controlling, `device-${entry}`, { slot: 1, epoch: "e", entry });
    assert.ok((await redis.hlen(store.key("wait:2001:db8::7 1"))) <= 66);
  });

  it("[CL-37] in the lives of relays whose totals are kept apart; none is lost, however often they are added up", async () => {
    const budgets = new RedisBudgets(store);
    const say = (epoch: string, totalBytes: number): Promise<unknown> =>
      budgets.exchange({ slot: 1, epoch }, [{ name: "cluster", wantedBps: 0, limitBps: 0, sessions: 0, totalBytes }]);
    for (let round = 0; round < 3; round += 1) {
      for (let life = 0; life < 300; life += 1) await say(`e${round}-${life}`, 10);
      await ageStore(store, WEEK_MS + 1000);
      await say(`after-${round}`, 1);
    }
    assert.ok((await redis.hlen(store.key("usage:{u}:cluster"))) <= 302);
    assert.equal(await budgets.total("cluster"), 3 * 300 * 10 + 3);
  });

  it("[CL-31] in the relays that have been", async () => {
    const adverts = new RedisRelayAdverts(store);
    using directory = new RedisRelayDirectory(store, livePorts());
    for (let relay = 0; relay < 20; relay += 1) await adverts.advertise(bareRelay(relayName(`relay-${relay}`)));
    await ageStore(store, 55_000);
    await adverts.advertise(bareRelay(relayName("relay-new")));
    await ageStore(store, 5500);
    await adverts.advertise(bareRelay(relayName("relay-new")));
    await directory.look();
    await directory.look();
    assert.deepEqual(await redis.hkeys(store.key("relay:{r}")), ["- relay-new"]);
  });

  it("[KU-4] [KU-24] in the nodes that have reported, also where nobody reads it", async () => {
    const [orders, sources] = [new RedisRelayOrders(store), new RedisSourceReports(store)];
    for (let life = 0; life < 20; life += 1) {
      for (let index = 0; index < 20; index += 1) {
        await orders.exchange(idleReport(`relay-${life}-${index}`));
        await sources.exchange(sourceReport(`rd-${life}-${index}`));
      }
      await orders.exchange(idleReport("relay"));
      await sources.exchange(sourceReport("rd"));
      await ageStore(store, 30_000);
      await sources.exchange(sourceReport("rd"));
      await ageStore(store, 16_000);
    }
    assert.ok((await redis.hlen(store.key("report:{o}:all"))) <= 42);
    assert.ok((await redis.hlen(store.key("sources:{o}:all"))) < 90);
  });

  it("in time: nothing but totals and settings stays", async () => {
    const uuid = "a session" as Parameters<RedisAdmissionStore["read"]>[0];
    await new RedisAdmissionStore(store).put({ uuid, peerId: "", fromIp: "", purpose: "probe" });
    await new RedisPairOwners(store).claim(uuid, { slot: 1, epoch: "e" });
    await new RedisSharedCounters(store).add("ip", 1, 60_000);
    await new RedisWaitIndex(store).put({ ip: "::1", port: 1 }, "", { slot: 1, epoch: "e", entry: 1 });
    await new RedisRelayAdverts(store).advertise(bareRelay(relayName("relay-1")));
    const report = { name: "cluster", wantedBps: 0, limitBps: 0, sessions: 0, totalBytes: 1 };
    await new RedisBudgets(store).exchange({ slot: 1, epoch: "e" }, [report]);
    await new RedisRelayOrders(store).exchange(idleReport("relay-1"));
    await new RedisSourceReports(store).exchange(sourceReport("rd-1"));
    assert.equal((await redis.keys("*")).length, 9);
    await ageStore(store, 61_000);
    assert.deepEqual(await redis.keys("*"), [store.key("usage:{u}:cluster")]);
  });
});
