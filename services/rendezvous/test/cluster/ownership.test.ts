import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { peerId } from "@fairlead/base";
import { StoreUnavailableError } from "@fairlead/cluster";
import { encodeBusEnvelope, encodeMessage, RegisterPkResult } from "@fairlead/wire";
import { registerPk } from "../test-server.ts";
import { OwnersScene, ScriptedDevice } from "./owners-scene.ts";

const DEVICES = 1000;
const idOf = (number: number): string => `1000${String(number).padStart(5, "0")}`;
const place = (number: number) => ({ ip: `10.0.${number >> 8}.${number & 255}`, port: 4000 });

/** As many devices on one node, each from an address of its own. */
async function crowd(scene: OwnersScene, count = DEVICES): Promise<ScriptedDevice[]> {
  const devices = Array.from({ length: count }, (_, number) => new ScriptedDevice(idOf(number), "udp", place(number)));
  await scene.registerAll(devices.map((device) => [0, device]));
  return devices;
}

describe("what a node writes of its devices", () => {
  it("[CL-14] heartbeats of 1000 devices over a minute cost no command but the refreshes, which are spread evenly", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const devices = await crowd(scene);
    assert.deepEqual([scene.store.total("claim"), scene.store.total("find")], [DEVICES, 0], "one trip for each");
    scene.store.forgetCalls();
    for (let second = 0; second < 60; second += 1) {
      if (second % 15 === 0) for (const device of devices) assert.equal(scene.heartbeat(0, device), "3a00");
      await scene.clock.advanceSlowly(1000, 100);
    }
    assert.deepEqual([...scene.store.calls.keys()], ["refresh"]);
    const refreshed = scene.store.refreshed.reduce((sum, count) => sum + count, 0);
    assert.ok(refreshed >= 190 && refreshed <= 205, `a fifth of them in a fifth of the round: ${refreshed}`);
    assert.ok(Math.max(...scene.store.refreshed) <= 5, "never many at once");
  });

  it("[CL-14] every location outlives its 15 minutes while its device is here", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const devices = await crowd(scene, 50);
    for (let round = 0; round < 80; round += 1) {
      for (const device of devices) scene.heartbeat(0, device);
      await scene.clock.advanceSlowly(15_000, 500);
    }
    for (const { id } of devices) assert.equal(await scene.locatedAt(id), 0);
  });

  it("[CL-15] a device that is silent for 30 s is nowhere a second later, and many go in one batch", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    await crowd(scene, 200);
    const silentMs = scene.clock.now();
    scene.store.forgetCalls();
    await scene.clock.advanceSlowly(29_400, 100);
    assert.equal(await scene.locatedAt(idOf(7)), 0);
    await scene.clock.advanceSlowly(silentMs + 31_000 - scene.clock.now(), 100);
    for (let number = 0; number < 200; number += 1) assert.equal(await scene.locatedAt(idOf(number)), undefined);
    assert.ok(scene.store.total("release") <= 2);
  });

  it("[CL-15] a location that another node has written is not deleted", async () => {
    await using scene = await OwnersScene.start();
    const device = new ScriptedDevice();
    await scene.register(0, device);
    scene.hub.cut(1, 0);
    await scene.register(1, new ScriptedDevice(device.id, "udp", { ip: "198.51.100.9", port: 5000 }));
    for (let second = 0; second < 35; second += 5) {
      scene.heartbeat(1, { id: device.id, address: { ip: "198.51.100.9", port: 5000 } });
      await scene.settle(5000);
    }
    assert.equal(scene.here(0), undefined);
    assert.equal(await scene.locatedAt(), 1);
  });

  it("[CL-15] a connection that ends takes its location with it, a kick too", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const device = new ScriptedDevice(undefined, "tcp");
    await scene.register(0, device);
    const { presence } = scene.node(0).server.rendezvous.workings;
    presence.leave(scene.here(0) as NonNullable<ReturnType<OwnersScene["here"]>>);
    await scene.settle();
    assert.equal(await scene.locatedAt(), undefined);
  });

  it("[CL-15] a connection that is there again before its end was written keeps its location", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const device = new ScriptedDevice(undefined, "tcp");
    await scene.register(0, device);
    const { presence } = scene.node(0).server.rendezvous.workings;
    presence.leave(scene.here(0) as NonNullable<ReturnType<OwnersScene["here"]>>);
    await scene.register(0, new ScriptedDevice(undefined, "tcp", { ip: "198.51.100.9", port: 5000 }));
    await scene.settle();
    assert.equal(await scene.locatedAt(), 0);
  });

  it("[CL-15] while the store is away it is kept in mind, and who has come back stays", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const [gone, back] = [new ScriptedDevice("111111111", "tcp"), new ScriptedDevice("222222222", "tcp")];
    await scene.register(0, gone);
    await scene.register(0, back);
    const { presence } = scene.node(0).server.rendezvous.workings;
    scene.store.fail(true);
    for (const { id } of [gone, back])
      presence.leave(presence.find(id) as NonNullable<ReturnType<typeof presence.find>>);
    await scene.settle(2000);
    await scene.register(0, back);
    assert.deepEqual(back.results, [RegisterPkResult.ok, RegisterPkResult.ok]);
    scene.store.fail(false);
    await scene.settle(2000);
    assert.deepEqual([await scene.locatedAt(gone.id), await scene.locatedAt(back.id)], [undefined, 0]);
  });

  it("[CL-14] a location that the store lost by itself is written again at its refresh", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const device = new ScriptedDevice();
    await scene.register(0, device);
    await scene.store.release([peerId(device.id)], scene.node(0).nodes.self);
    for (let elapsed = 0; elapsed < 310; elapsed += 10) {
      scene.heartbeat(0, device);
      await scene.settle(10_000);
    }
    assert.equal(await scene.locatedAt(), 0);
  });
});

describe("when the store has changed", () => {
  it("[CL-13] every claim and location of the last minutes is written again where nothing is, at most 2000 a second", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const count = 3000;
    await crowd(scene, count);
    const left = new ScriptedDevice("555555555", "tcp");
    await scene.register(0, left);
    const { presence } = scene.node(0).server.rendezvous.workings;
    presence.leave(presence.find(left.id) as NonNullable<ReturnType<typeof presence.find>>);
    await scene.settle();
    scene.store.wipe();
    scene.node(0).nodes.emit({ kind: "storeChanged" });
    await scene.clock.advanceSlowly(1000, 50);
    const written = scene.store.reasserted.reduce((sum, batch) => sum + batch, 0);
    assert.ok(written > 0 && written <= 2200, `${written} in a second`);
    await scene.clock.advanceSlowly(1500, 50);
    for (let number = 0; number < count; number += 1)
      assert.equal(await scene.locatedAt(idOf(number)), 0, idOf(number));
    assert.ok(await scene.store.find(peerId(left.id)), "who left lately is still known");
    assert.equal(await scene.locatedAt(left.id), undefined, "and is not here");
  });

  it("[CL-13] who left longer ago than the 6 minutes is not written again", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const [early, late] = [new ScriptedDevice("555555551", "tcp"), new ScriptedDevice("555555552", "tcp")];
    const { presence } = scene.node(0).server.rendezvous.workings;
    for (const device of [early, late]) {
      await scene.register(0, device);
      presence.leave(presence.find(device.id) as NonNullable<ReturnType<typeof presence.find>>);
      await scene.clock.advanceSlowly(5 * 60_000, 5000);
    }
    scene.store.wipe();
    scene.node(0).nodes.emit({ kind: "storeChanged" });
    await scene.settle(500);
    const known = await scene.store.findMany([early, late].map(({ id }) => peerId(id)));
    assert.deepEqual([...known.keys()], [late.id]);
  });

  it("[CL-13] a device that the store has elsewhere is asked to register: only it can say", async () => {
    await using scene = await OwnersScene.start();
    const older = new ScriptedDevice();
    await scene.register(0, older);
    const at = { owner: scene.node(1).nodes.self, transport: "udp", address: older.address } as const;
    const { uuid, pk } = registerPk();
    await scene.store.claim({ id: peerId(older.id), uuid, pk, registeredIp: older.address.ip }, at);
    scene.node(0).nodes.emit({ kind: "storeChanged" });
    await scene.settle(500);
    assert.equal(scene.here(0), undefined);
    assert.equal(older.heard.at(-1)?.kind, "registerPeerResponse");
    assert.equal(await scene.locatedAt(), 1);
  });

  it("[CL-13] [CL-22] a place that a failed-over store has from before is put right within a second, and what waited is handed over", async () => {
    await using scene = await OwnersScene.start();
    const device = new ScriptedDevice();
    await scene.register(1, new ScriptedDevice(device.id, "udp", { ip: device.address.ip, port: 3999 }));
    const stale = (await scene.store.find(peerId(device.id)))?.at;
    await scene.register(0, device);
    const { uuid, pk } = registerPk();
    await scene.store.claim({ id: peerId(device.id), uuid, pk, registeredIp: device.address.ip }, stale);
    scene.node(1).nodes.gone.add(1);
    for (const { nodes } of scene.nodes) nodes.emit({ kind: "storeChanged" });
    const payload = encodeMessage({ kind: "registerPeerResponse", body: { requestPk: false } });
    const push = { kind: "push", peerId: device.id, payload, entry: 1, trace: "", slot: 1, epoch: "e1" } as const;
    await scene.store.park(peerId(device.id), stale, encodeBusEnvelope({ number: 0, message: push }));
    await scene.settle(300);
    assert.deepEqual(scene.holders(), []);
    assert.equal(device.heard.at(-1)?.kind, "registerPeerResponse", "it is asked, and registers at once");
    await scene.register(0, device);
    assert.deepEqual([scene.holders(), await scene.locatedAt()], [[0], 0]);
    assert.deepEqual(
      device.heard.slice(-2).map(({ kind }) => kind),
      ["registerPkResponse", "registerPeerResponse"],
    );
    await scene.settle(1000);
    assert.deepEqual([scene.holders(), await scene.locatedAt()], [[0], 0]);
  });

  it("[CL-12] [CL-27] a device whose id the store has with another machine id is let go, and told when it registers", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const device = new ScriptedDevice();
    await scene.register(0, device);
    scene.store.wipe();
    const other = {
      id: peerId(device.id),
      uuid: Buffer.from("another"),
      pk: new Uint8Array(32),
      registeredIp: "1.2.3.4",
    };
    await scene.store.claim(other);
    scene.node(0).nodes.emit({ kind: "storeChanged" });
    await scene.settle(500);
    assert.equal(scene.heartbeat(0, device), "3a021001");
    await scene.register(0, device);
    assert.deepEqual(device.results, [RegisterPkResult.ok, RegisterPkResult.uuidMismatch]);
  });

  it("[CL-13] what cannot be written is written when the store is back again", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const device = new ScriptedDevice();
    await scene.register(0, device);
    scene.store.wipe();
    scene.store.fail(true);
    scene.node(0).nodes.emit({ kind: "storeChanged" });
    await scene.settle(3000);
    scene.store.fail(false);
    await scene.settle(1000);
    assert.equal(await scene.locatedAt(), 0);
  });
});

describe("when the lease was lost", () => {
  it("[CL-7] every device is published again under the new epoch, at most 5000 a second, also from another slot", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const count = 6000;
    await crowd(scene, count);
    const { nodes, bus } = scene.node(0);
    const before = nodes.self;
    nodes.self = { slot: 5, epoch: "again" };
    bus.follow(nodes.self, []);
    scene.store.reasserted.length = 0;
    nodes.emit({ kind: "reborn", before, self: nodes.self });
    await scene.clock.advanceSlowly(1000, 50);
    const written = scene.store.reasserted.reduce((sum, batch) => sum + batch, 0);
    assert.ok(written > 2200 && written <= 5500, `${written} in a second`);
    await scene.clock.advanceSlowly(1000, 50);
    for (let number = 0; number < count; number += 1) assert.equal(await scene.locatedAt(idOf(number)), 5);
  });

  it("[CL-7] no device is nowhere meanwhile, not even where the store fails in the middle of it", async () => {
    await using scene = await OwnersScene.start();
    const devices = await crowd(scene, 20);
    const { nodes, bus } = scene.node(0);
    const before = nodes.self;
    nodes.self = { slot: 5, epoch: "again" };
    bus.follow(nodes.self, nodes.views);
    scene.store.reassert = () => Promise.reject(new StoreUnavailableError("not now"));
    nodes.emit({ kind: "reborn", before, self: nodes.self });
    await scene.settle(2000);
    for (const { id } of devices) assert.equal(await scene.locatedAt(id), 0);
  });

  it("[CL-7] a device that came to another node while this one stood still stays there", async () => {
    await using scene = await OwnersScene.start();
    const device = new ScriptedDevice();
    await scene.register(0, device);
    scene.hub.hold(0);
    const newer = new ScriptedDevice(device.id, "udp", { ip: "198.51.100.9", port: 5000 });
    await scene.register(1, newer);
    const { nodes, bus } = scene.node(0);
    const before = nodes.self;
    nodes.self = { slot: 0, epoch: "again" };
    bus.follow(nodes.self, nodes.views);
    nodes.emit({ kind: "reborn", before, self: nodes.self });
    scene.hub.release(0);
    await scene.settle(1000);
    assert.deepEqual(scene.holders(), [1]);
    assert.equal(await scene.locatedAt(), 1);
  });

  it("[CL-7] a claim that was on its way under the old epoch is written again under the new one", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const device = new ScriptedDevice();
    const work = scene.register(0, device);
    const { nodes } = scene.node(0);
    const before = nodes.self;
    nodes.self = { slot: 0, epoch: "again" };
    nodes.emit({ kind: "reborn", before, self: nodes.self });
    await work;
    await scene.settle(500);
    const stored = await scene.store.find(peerId(device.id));
    assert.equal(stored?.at?.owner.epoch, "again");
  });
});
