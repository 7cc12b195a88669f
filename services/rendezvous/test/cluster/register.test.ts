import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { peerId } from "@fairlead/base";
import { type ClaimResult, MemorySharedCounters } from "@fairlead/cluster";
import { encodeBusEnvelope, encodeMessage, RegisterPkResult } from "@fairlead/wire";
import { handleRegisterPk } from "../../src/handlers/register-pk.ts";
import { B_ID, registerPk } from "../test-server.ts";
import { bounds, OwnersScene, ScriptedDevice } from "./owners-scene.ts";

const { ok, uuidMismatch, tooFrequent } = RegisterPkResult;
const idOf = (number: number): string => `1000${String(number).padStart(5, "0")}`;
const anotherPort = (id = B_ID): ScriptedDevice => new ScriptedDevice(id, "udp", { ip: "198.51.100.9", port: 5000 });

describe("a registration", () => {
  it("[CL-10] [CL-14] costs one command when it says where a device is, and none when that is written already", async () => {
    await using scene = await OwnersScene.start();
    const device = new ScriptedDevice();
    await scene.register(0, device);
    assert.deepEqual([...scene.store.calls], [["claim", 1]]);
    await scene.register(0, device);
    assert.deepEqual([...scene.store.calls], [["claim", 1]]);
    await scene.register(0, anotherPort());
    assert.deepEqual([...scene.store.calls], [["claim", 2]]);
    const stored = await scene.store.find(peerId(B_ID));
    assert.deepEqual(stored?.at, {
      owner: scene.node(0).nodes.self,
      transport: "udp",
      address: { ip: "198.51.100.9", port: 5000 },
    });
    assert.deepEqual(device.results, [ok, ok]);
  });

  it("[CL-10] of a device that left and comes back unchanged writes where it is again", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const device = new ScriptedDevice();
    await scene.register(0, device);
    await scene.settle(32_000);
    assert.equal(await scene.locatedAt(), undefined);
    scene.store.forgetCalls();
    await scene.register(0, device);
    assert.equal(await scene.locatedAt(), 0);
    assert.deepEqual([...scene.store.calls], [["claim", 1]]);
  });

  it("[CL-22] [CL-25] hands over what waited for the device, after its answer, oldest first, by the way it came", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const push = (port: number) => {
      const payload = encodeMessage({ kind: "registerPeerResponse", body: { requestPk: port === 2 } });
      const message = { kind: "push", peerId: B_ID, payload, slot: 3, epoch: "x", entry: port, trace: "" } as const;
      return encodeBusEnvelope({ number: 0, message });
    };
    for (const port of [1, 2]) await scene.store.park(peerId(B_ID), undefined, push(port));
    await scene.store.park(peerId(B_ID), undefined, Buffer.from("garbage"));
    const device = new ScriptedDevice(undefined, "tcp");
    await scene.register(0, device);
    assert.deepEqual(
      device.heard.map((message) => (message.kind === "registerPeerResponse" ? message.body.requestPk : message.kind)),
      ["registerPkResponse", false, true],
    );
    assert.equal(scene.node(0).server.dropped("bad_message"), 1);
  });

  it("[CL-10] whose connection ended meanwhile leaves no location behind", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const device = new ScriptedDevice(undefined, "tcp");
    const work = scene.register(0, device);
    device.gone = true;
    await work;
    assert.equal(await scene.locatedAt(), undefined);
    assert.deepEqual(device.results, []);
  });

  it("[CL-10] [RK-3] 1000 at one time for one id on three nodes: one machine has it, the others hear what the store has", async () => {
    await using scene = await OwnersScene.start({ count: 3 });
    const place = (number: number) => ({ ip: `10.1.${number >> 8}.${number & 255}`, port: 4000 });
    const devices = Array.from({ length: 1000 }, (_, number) => new ScriptedDevice(B_ID, "udp", place(number)));
    await scene.registerAll(devices.map((device, number) => [number % 3, device, Buffer.from(`machine ${number}`)]));
    const winners = devices.filter(({ results }) => results.includes(ok));
    assert.equal(winners.length, 1);
    assert.equal(devices.filter(({ results }) => results[0] === uuidMismatch).length, 999);
    const stored = await scene.store.find(peerId(B_ID));
    assert.equal(
      Buffer.from(stored?.uuid ?? []).toString(),
      `machine ${devices.indexOf(winners[0] as ScriptedDevice)}`,
    );
    assert.equal(scene.holders().length, 1);
  });
});

describe("limits by address", () => {
  it("[CL-26] 500 devices of one office whose node died are all back in 30 s, each by one command, none refused", async () => {
    await using scene = await OwnersScene.start();
    const { uuid, pk } = registerPk();
    const owner = { slot: 9, epoch: "dead" };
    const devices = Array.from({ length: 500 }, (_, number) => ({ ip: "198.51.100.9", port: 2000 + number })).map(
      (address, number) => new ScriptedDevice(idOf(number), "udp", address),
    );
    for (const { id, address } of devices)
      await scene.store.claim(
        { id: peerId(id), uuid, pk, registeredIp: address.ip },
        { owner, transport: "udp", address },
      );
    scene.store.forgetCalls();
    const beganMs = scene.clock.now();
    for (let done = 0; done < devices.length; done += 5)
      await Promise.all(devices.slice(done, done + 5).map((device) => scene.submit(1, device)));
    await scene.settle();
    assert.ok(scene.clock.now() - beganMs < 30_000);
    for (const device of devices) {
      assert.deepEqual(device.results, [ok], device.id);
      assert.equal(await scene.locatedAt(device.id), 1);
    }
    assert.deepEqual([scene.store.total("claim"), scene.store.total("find")], [500, 0]);
    const newcomer = new ScriptedDevice("999999999");
    await scene.register(1, newcomer);
    assert.deepEqual(newcomer.results, [ok], "and the office may still enrol");
  });

  it("[CL-26] [RK-6] a burst of new ids from one address gets no further than its limit and a few", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const devices = Array.from({ length: 200 }, (_, number) => new ScriptedDevice(idOf(number)));
    await scene.registerAll(devices.map((device) => [0, device]));
    const counts = [ok, tooFrequent].map((result) => devices.filter(({ results }) => results[0] === result).length);
    assert.equal((counts[0] ?? 0) + (counts[1] ?? 0), 200);
    assert.ok((counts[0] ?? 0) <= 32 + 8, `${counts[0]} were let in`);
  });

  it("[CL-26] what an address enrols on one node counts on the others; without the counters each limits alone", async () => {
    const counters = { store: undefined as MemorySharedCounters | undefined };
    const add = (...args: Parameters<MemorySharedCounters["add"]>): Promise<number> =>
      counters.store?.add(...args) ?? Promise.reject(new Error("away"));
    await using scene = await OwnersScene.start({ cluster: { counters: { add } } });
    counters.store = new MemorySharedCounters(scene.clock);
    const enrol = async (slot: number, from: number, count: number): Promise<readonly (number | undefined)[]> => {
      const devices = Array.from({ length: count }, (_, number) => new ScriptedDevice(idOf(from + number)));
      for (const device of devices) await scene.register(slot, device);
      return devices.map(({ results }) => results[0]);
    };
    await enrol(0, 0, 30);
    const second = await enrol(1, 100, 10);
    assert.ok(second.filter((result) => result === tooFrequent).length >= 5, `${second}`);
    counters.store = undefined;
    await scene.settle(11_000);
    assert.deepEqual(await enrol(1, 200, 3), [ok, ok, ok]);
  });
});

describe("while the store is away", () => {
  it("[CL-27] a device that memory knows and that has not changed is served at once, and written when it is back", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    await scene.register(0, new ScriptedDevice());
    scene.store.fail(true);
    const moved = anotherPort();
    await scene.register(0, moved);
    assert.deepEqual(moved.results, [ok]);
    assert.equal(scene.heartbeat(0, moved), "3a00");
    const newest = new ScriptedDevice(B_ID, "udp", { ip: "198.51.100.9", port: 6000 });
    await scene.register(0, newest);
    scene.store.fail(false);
    await scene.settle(1500);
    const stored = await scene.store.find(peerId(B_ID));
    assert.equal(stored?.at?.address.port, 6000, "the newest");
    assert.ok(scene.store.total("claim") < 12, "one thing at a time was tried");
  });

  it("[CL-27] a newcomer hears nothing, neither conflict nor error, and is here when the store is", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    scene.store.fail(true);
    const device = new ScriptedDevice();
    await scene.register(0, device);
    await scene.settle(10_000);
    assert.deepEqual(device.heard, []);
    assert.equal(scene.here(0), undefined);
    scene.store.fail(false);
    await scene.settle(1500);
    assert.deepEqual(device.results, [ok]);
    assert.equal(await scene.locatedAt(), 0);
  });

  it("[CL-27] a known device with a new key is held too: its change is not durable yet", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const device = new ScriptedDevice();
    await scene.register(0, device);
    scene.store.fail(true);
    await scene.register(0, device, { pk: new Uint8Array(32).fill(9) });
    assert.deepEqual(device.results, [ok]);
    scene.store.fail(false);
    await scene.settle(1500);
    assert.deepEqual(device.results, [ok, ok]);
    assert.deepEqual(Uint8Array.from((await scene.store.find(peerId(B_ID)))?.pk ?? []), new Uint8Array(32).fill(9));
  });

  it("[CL-27] what is held is forgotten after 30 s, the newest of a device stays, and there is a bound", async () => {
    await using scene = await OwnersScene.start({
      count: 1,
      settings: { bounds: { ...bounds, maxHeldRegistrations: 2 } },
    });
    scene.store.fail(true);
    const [old, lost, again] = [new ScriptedDevice(idOf(1)), new ScriptedDevice(idOf(3)), new ScriptedDevice(idOf(2))];
    await scene.register(0, old);
    await scene.settle(20_000);
    await scene.register(0, again);
    await scene.register(0, again);
    await scene.register(0, lost);
    assert.equal(scene.node(0).server.dropped("table_full"), 1);
    await scene.settle(11_000);
    scene.store.fail(false);
    await scene.settle(1500);
    assert.deepEqual([old.results, lost.results, again.results], [[], [], [ok]]);
  });

  it("[CL-12] [CL-27] strangers of one address do not take the room of others, and make room when they go", async () => {
    await using scene = await OwnersScene.start({
      count: 1,
      settings: { bounds: { ...bounds, maxHeldPerAddress: 3 } },
    });
    const crowd = (from: number): ScriptedDevice[] =>
      Array.from(
        { length: 5 },
        (_, at) => new ScriptedDevice(idOf(from + at), "udp", { ip: "203.0.113.1", port: at + 1 }),
      );
    const { ownership } = scene.node(0).server.rendezvous.workings;
    scene.store.fail(true);
    await scene.registerAll(crowd(1).map((device) => [0, device]));
    await scene.register(0, new ScriptedDevice());
    assert.deepEqual([ownership?.held.size, scene.node(0).server.dropped("table_full")], [4, 2]);
    await scene.settle(31_000);
    await scene.registerAll(crowd(11).map((device) => [0, device]));
    assert.equal(ownership?.held.size, 3);
    scene.store.fail(false);
    await scene.settle(1500);
    assert.deepEqual([ownership?.held.size, scene.store.total("claim") > 0], [0, true]);
  });

  it("[CL-12] a store that is being filled again is met with silence, and what is held here is written first", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const known = new ScriptedDevice("111111111");
    await scene.register(0, known);
    scene.store.wipe();
    let heals = true;
    const claim = scene.store.claim.bind(scene.store);
    const healing = async (...args: Parameters<typeof claim>): Promise<ClaimResult> =>
      heals ? { kind: "healing" } : claim(...args);
    Object.assign(scene.store, { claim: healing });
    const device = new ScriptedDevice();
    await scene.register(0, device);
    await scene.settle(1000);
    assert.deepEqual(device.heard, []);
    assert.equal(await scene.locatedAt(known.id), 0, "written again without being told of a new store");
    const moved = new ScriptedDevice(known.id, "udp", { ip: "198.51.100.9", port: 7000 });
    await scene.register(0, moved);
    assert.deepEqual(moved.results, [ok], "it is known, and served");
    await scene.settle(1000);
    assert.equal((await scene.store.find(peerId(known.id)))?.at?.address.port, 7000);
    heals = false;
    await scene.settle(1500);
    assert.deepEqual(device.results, [ok]);
  });

  it("[CL-27] on one machine a store that fails is told: nothing heals it by itself", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const { workings } = scene.node(0).server.rendezvous;
    scene.store.fail(true);
    const device = new ScriptedDevice();
    const alone = handleRegisterPk(registerPk(), device, { ...workings, ownership: undefined });
    await scene.settle(2000);
    await alone;
    assert.deepEqual(device.results, [RegisterPkResult.serverError]);
  });
});
