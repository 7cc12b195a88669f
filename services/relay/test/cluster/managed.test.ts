import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodeName, relayName, sessionUuid } from "@fairlead/base";
import { MemoryRelayDirectory } from "@fairlead/cluster";
import { delayOf, ManagedScene, NODE, order } from "../support/managed-scene.ts";
import { RelaysUnderTest } from "../support/relays-under-test.ts";
import type { TcpClient } from "../support/tcp-client.ts";

describe("[KU-4] a managed relay", { timeout: 120_000 }, () => {
  it("is told to nobody until its order has an address, and reports all the while", async () => {
    await using scene = await ManagedScene.start({ name: relayName("as-a-flag-says:21117") });
    await scene.all.pass(2100);
    assert.deepEqual(scene.adverts(), []);
    const report = await scene.report();
    assert.deepEqual([report?.state, report?.address, report?.version, report?.release], ["serving", "", "", "1.2.3"]);
    await scene.order({ address: "", version: "6" });
    assert.deepEqual(scene.adverts(), []);
    assert.equal((await scene.report())?.version, "6");
    await scene.order({ version: "7" });
    assert.deepEqual(
      scene.adverts().map(({ name }) => name),
      ["192.0.2.1:31000"],
    );
    assert.deepEqual([(await scene.report())?.address, (await scene.report())?.version], ["192.0.2.1:31000", "7"]);
  });

  it("puts another address, place, pools and limits in force without a restart, and leaves the address before", async () => {
    await using scene = await ManagedScene.start();
    await scene.order({});
    const [first] = scene.adverts();
    assert.deepEqual([first?.region, first?.latitude, first?.pools, first?.maxSessions], ["fra", 50, ["gold"], 40]);
    assert.equal(first?.capacityBps, 100 * 2 ** 20);
    const change = {
      address: "wss://rd.example.com/ws/relay/node-0",
      region: "nyc",
      pools: [],
      maxSessions: undefined,
    };
    await scene.order({ ...change, capacityMbps: undefined });
    const [second, ...others] = scene.adverts();
    assert.deepEqual(others, []);
    assert.deepEqual([second?.name, second?.region, second?.pools], [change.address, "nyc", []]);
    assert.deepEqual([second?.maxSessions, second?.capacityBps], [Infinity, Infinity]);
    await scene.order({ maxSessions: 1 });
    await scene.all.tell(0);
    await scene.all.first.relay.tcpPair();
    for (const uuid of ["two", "three"]) await scene.all.tell(0, { uuid: sessionUuid(uuid) });
    await scene.all.first.relay.tcpPair({ uuid: "two" });
    await scene.all.first.relay.tcpLeg({ uuid: "three" });
    const late = await scene.all.first.relay.tcpLeg({ uuid: "three" });
    assert.equal((await late.readToEnd()).length, 0, "the limit is in force at the relay too");
  });

  it("[KU-20] says that its address was published without a proof, and no longer once there is one", async () => {
    await using scene = await ManagedScene.start();
    await scene.order({ unproven: true });
    assert.equal(scene.adverts()[0]?.unproven, true);
    await scene.order({ version: "2" });
    assert.equal(scene.adverts()[0]?.unproven, undefined);
  });

  it("carries what was assigned to it when its address is taken back", async () => {
    await using scene = await ManagedScene.start();
    await scene.order({});
    await scene.all.tell(0);
    await scene.order({ address: "" });
    assert.deepEqual(scene.adverts(), []);
    const [one, other] = await scene.all.first.relay.tcpPair();
    await one.write(Buffer.from("x"));
    assert.equal((await other.read(1)).toString(), "x");
    await scene.all.pass(2000);
    assert.equal((await scene.report())?.sessions, 1);
  });

  it("[KU-1] goes on as it was told last while the store is silent, and when its order has gone", async () => {
    await using scene = await ManagedScene.start();
    await scene.order({});
    scene.all.orders.fail(true);
    await scene.all.pass(60_000, 500);
    assert.equal(scene.adverts().length, 1);
    assert.match(scene.all.first.member.complaint() ?? "", /orders to this relay have not been read for \d+ s/);
    scene.all.orders.fail(false);
    await scene.order(undefined);
    assert.equal(scene.adverts().length, 1);
    assert.equal(scene.all.first.member.complaint(), undefined);
    assert.deepEqual([(await scene.report())?.address, (await scene.report())?.version], ["192.0.2.1:31000", "1"]);
  });

  it("drains and serves again once for each change of its order", async () => {
    await using scene = await ManagedScene.start();
    await scene.order({});
    await scene.order({ draining: true });
    await scene.order({ draining: true, version: "2" });
    assert.deepEqual(scene.told, ["drain"]);
    assert.deepEqual([scene.adverts()[0]?.state, (await scene.report())?.state], ["draining", "draining"]);
    await scene.order({ version: "3" });
    await scene.order({ version: "4" });
    assert.deepEqual(scene.told, ["drain", "undrain"]);
    assert.deepEqual([scene.adverts()[0]?.state, (await scene.report())?.state], ["serving", "serving"]);
  });

  it("does not take back a person's drain while its order stays, nor begin again what a person took back", async () => {
    await using scene = await ManagedScene.start();
    await scene.order({});
    const { member } = scene.all.first;
    void member.drain(new AbortController().signal, false);
    await scene.order({ version: "2" });
    assert.deepEqual([scene.told, member.state], [[], "draining"]);
    await scene.order({ draining: true });
    await member.undrain();
    await scene.order({ draining: true, version: "3" });
    assert.deepEqual([scene.told, member.state], [["drain"], "serving"]);
  });

  it("passes on a drain that was ordered before anybody was there to be told", async () => {
    await using all = await RelaysUnderTest.managed(1);
    await all.orders.give(new Map([[NODE, order({ draining: true })]]));
    await all.pass(2100);
    assert.deepEqual(new ManagedScene(all).told, ["drain"]);
  });

  it("shares the address of its order with others, where they join legs [CL-38]", async () => {
    await using all = await RelaysUnderTest.managed(2, { mesh: true });
    const shared = order({ address: "rd.example.com:21117", maxSessions: 10 });
    await all.orders.give(new Map([NODE, nodeName("node-1")].map((node) => [node, shared])));
    await all.pass(2100);
    const directory = new MemoryRelayDirectory([], all.adverts);
    const views = directory.snapshot();
    assert.deepEqual(
      views.map(({ name, mesh, maxSessions }) => [name, mesh, maxSessions]),
      [["rd.example.com:21117", true, 20]],
    );
    await all.orders.give(new Map([[NODE, { ...shared, address: "" }]]));
    await all.pass(2100);
    assert.equal(directory.snapshot()[0]?.maxSessions, 10, "the other one goes on");
  });

  it("[KU-17] takes what it was told of for 90 s after an order to drain", async () => {
    await using scene = await ManagedScene.start();
    await scene.order({});
    await scene.order({ draining: true });
    await scene.all.pass(80_000, 500);
    await scene.all.tell(0);
    await scene.all.first.relay.tcpPair();
    await scene.all.pass(10_000, 500);
    await scene.all.tell(0, { uuid: sessionUuid("late") });
    const late = await scene.all.first.relay.tcpLeg({ uuid: "late" });
    assert.equal((await late.readToEnd()).length, 0);
    assert.equal(scene.all.first.relay.relay.sessions().length, 1);
  });

  it("[KU-17] ends what is left at the deadline, spread over a minute, and nothing before or without one", async () => {
    await using scene = await ManagedScene.start();
    const { relay } = scene.all.first;
    const legs: TcpClient[] = [];
    await scene.order({});
    for (let index = 0; index < 6; index += 1) {
      await scene.all.tell(0, { uuid: sessionUuid(`s${index}`) });
      legs.push(...(await relay.tcpPair({ uuid: `s${index}` })));
    }
    const count = (): number => relay.relay.sessions().length;
    const passBusily = async (seconds: number): Promise<void> => {
      for (let passed = 0; passed < seconds; passed += 4) {
        for (const leg of legs) await leg.write(Buffer.from("x")).catch(() => undefined);
        await delayOf(20);
        await scene.all.pass(4000, 200);
      }
    };
    await scene.order({ draining: true });
    await scene.order({ draining: true, cutAfterMs: 40_000 });
    await passBusily(32);
    assert.equal(count(), 6);
    await passBusily(36);
    await relay.until(() => count() < 6);
    assert.ok(count() >= 2, `${count()} after half a minute`);
    await passBusily(36);
    await relay.until(() => count() === 0);
    const ends = new Set(relay.events("relay.session.closed").map((line) => line["end"]));
    assert.deepEqual([...ends], ["drained"]);
  });
});

describe("[KU-4] what a managed relay reports", { timeout: 120_000 }, () => {
  it("its load is the largest of its shares of bandwidth, sessions, processor and loop delay", async () => {
    await using scene = await ManagedScene.start();
    const loadWith = async (processorShare: number, loopDelayMs: number): Promise<number> => {
      scene.all.first.vitals = { processorShare, loopDelayMs };
      await scene.all.pass(1100);
      return (await scene.report())?.load ?? -1;
    };
    assert.equal(await loadWith(0.5, 20), 0.5);
    assert.equal(await loadWith(0.1, 60), 0.6);
    assert.equal(await loadWith(0.1, 500), 1);
    await scene.order({ maxSessions: 4 });
    for (const uuid of ["a", "b", "c"]) {
      await scene.all.tell(0, { uuid: sessionUuid(uuid) });
      await scene.all.first.relay.tcpPair({ uuid });
    }
    assert.equal(await loadWith(0.5, 0), 0.75);
    assert.equal((await scene.report())?.capacityBps, 100 * 2 ** 20);
  });

  it("what it was told of and has not come is awaited; a session counts until it has ended", async () => {
    await using scene = await ManagedScene.start();
    await scene.order({});
    await scene.all.tell(0);
    await scene.all.tell(0, { uuid: sessionUuid("probe"), purpose: "probe" });
    await scene.all.pass(1100);
    assert.deepEqual([(await scene.report())?.awaited, (await scene.report())?.sessions], [1, 0]);
    const legs = await scene.all.first.relay.tcpPair();
    await scene.all.pass(1100);
    assert.deepEqual([(await scene.report())?.awaited, (await scene.report())?.sessions], [0, 1]);
    for (const leg of legs) leg.close();
    await scene.all.first.relay.until(() => scene.all.first.relay.relay.sessions().length === 0);
    await scene.all.pass(1100);
    assert.equal((await scene.report())?.sessions, 0);
  });
});

describe("[KU-21] assigned sessions of which no leg came", { timeout: 120_000 }, () => {
  const assign = async (scene: ManagedScene, uuid: string): Promise<void> => {
    await scene.all.keep({ uuid: sessionUuid(uuid) });
    await scene.all.tell(0, { uuid: sessionUuid(uuid) });
  };
  const missed = async (scene: ManagedScene): Promise<number | undefined> => {
    await scene.all.pass(57_500, 500);
    return (await scene.report())?.missedInARow;
  };

  it("are counted when their admission is about to expire, and forgotten when one comes", async () => {
    await using scene = await ManagedScene.start();
    await scene.order({});
    for (let index = 0; index < 3; index += 1) await assign(scene, `gone ${index}`);
    await scene.all.pass(50_000, 500);
    assert.equal((await scene.report())?.missedInARow, 0);
    assert.equal(await missed(scene), 3);
    await assign(scene, "half");
    await scene.all.first.relay.tcpLeg({ uuid: "half" });
    await scene.all.first.relay.until(() => scene.all.first.relay.relay.waitingLegs === 1);
    await scene.all.pass(1100);
    assert.equal((await scene.report())?.missedInARow, 0, "one leg is enough");
    await assign(scene, "gone again");
    assert.equal(await missed(scene), 1);
  });

  it("are not those that came before they were told of, nor probes, nor those that another relay of the address took", async () => {
    await using scene = await ManagedScene.start();
    await scene.order({});
    await assign(scene, "gone");
    assert.equal(await missed(scene), 1);
    await scene.all.first.relay.tcpLeg({ uuid: "early" });
    await scene.all.first.relay.until(() => scene.all.first.relay.relay.waitingLegs === 1);
    await assign(scene, "early");
    await scene.all.pass(1100);
    assert.equal((await scene.report())?.missedInARow, 0);
    await scene.all.tell(0, { uuid: sessionUuid("probe"), purpose: "probe" });
    await scene.all.tell(0, { uuid: sessionUuid("elsewhere") });
    assert.equal(await missed(scene), 0);
  });

  it("are not judged while the store is silent, and forgotten with the address", async () => {
    await using scene = await ManagedScene.start();
    await scene.order({});
    await assign(scene, "unknown");
    scene.all.store.fail(true);
    assert.equal(await missed(scene), 0);
    scene.all.store.fail(false);
    await assign(scene, "gone");
    assert.equal(await missed(scene), 1);
    await scene.order({ address: "192.0.2.2:31000" });
    assert.equal((await scene.report())?.missedInARow, 0);
  });
});
