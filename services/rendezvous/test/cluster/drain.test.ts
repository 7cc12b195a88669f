import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { peerId } from "@fairlead/base";
import { encodeBusEnvelope } from "@fairlead/wire";
import { nextOf } from "../exchange.ts";
import { HEARTBEAT, PUNCH_REQUEST, sendHex } from "../test-server.ts";
import { OwnersScene, ScriptedDevice } from "./owners-scene.ts";

const idOf = (number: number): string => `2000${String(number).padStart(5, "0")}`;

async function streams(scene: OwnersScene, count: number): Promise<ScriptedDevice[]> {
  const devices = Array.from(
    { length: count },
    (_, number) =>
      new ScriptedDevice(idOf(number), number % 2 === 0 ? "tcp" : "ws", { ip: `10.2.0.${number}`, port: 4000 }),
  );
  await scene.registerAll(devices.map((device) => [0, device]));
  return devices;
}
const closed = (devices: readonly ScriptedDevice[]): number => devices.filter((device) => device.closed).length;

describe("a rendezvous that drains", () => {
  it("[CL-47] asks devices with a connection away one after the other over the time it has; UDP notices nothing", async () => {
    await using scene = await OwnersScene.start();
    const devices = await streams(scene, 100);
    const udp = new ScriptedDevice(undefined, "udp");
    await scene.register(0, udp);
    const drained = scene.node(0).server.rendezvous.drain({ spreadMs: 10_000, waitMs: 5000 });
    for (const share of [0.25, 0.5, 0.75, 1]) {
      await scene.clock.advanceSlowly(2500, 100);
      assert.ok(Math.abs(closed(devices) - share * 100) <= 2, `${closed(devices)} at ${share}`);
      assert.equal(scene.heartbeat(0, udp), "3a00");
    }
    await scene.clock.advanceSlowly(200, 100);
    await drained;
    assert.equal(closed(devices), 100);
    const newcomer = new ScriptedDevice("333333333", "tcp");
    await scene.register(0, newcomer);
    assert.deepEqual([newcomer.results, newcomer.closed], [[0], false], "and everybody is served on");
  });

  it("[CL-47] [CL-22] leaves their locations for whoever they register with next, and deletes what nobody took", async () => {
    await using scene = await OwnersScene.start();
    const [moves, stays] = await streams(scene, 2);
    await scene.node(0).server.rendezvous.drain({ spreadMs: 0, waitMs: 0 });
    await scene.settle(1000);
    assert.equal(scene.here(0, idOf(0)), undefined);
    assert.deepEqual([await scene.locatedAt(idOf(0)), await scene.locatedAt(idOf(1))], [0, 0]);
    const seen = (await scene.store.find(peerId(idOf(0))))?.at;
    const push = {
      kind: "push",
      peerId: idOf(0),
      payload: Buffer.from(HEARTBEAT, "hex"),
      entry: 1,
      trace: "",
    } as const;
    const request = encodeBusEnvelope({ number: 0, message: { ...push, slot: 0, epoch: "e0" } });
    assert.equal((await scene.store.park(peerId(idOf(0)), seen, request)).kind, "parked");
    const there = new ScriptedDevice(moves?.id, "udp", { ip: "10.2.0.0", port: 5000 });
    await scene.register(1, there);
    assert.deepEqual(
      there.heard.map(({ kind }) => kind),
      ["registerPkResponse", "registerPeer"],
    );
    for (let beat = 0; beat < 4; beat += 1) {
      scene.heartbeat(1, there);
      await scene.settle(12_000);
    }
    assert.deepEqual([await scene.locatedAt(idOf(0)), await scene.locatedAt(stays?.id ?? "")], [1, undefined]);
  });

  it("[CL-47] waits for the requests that it holds, as long as it is told to", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const { server } = scene.node(0);
    const b = await server.registeredUdp();
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    await nextOf("punchHole", b);
    let done = false;
    const drained = server.rendezvous.drain({ spreadMs: 0, waitMs: 5000 }).then(() => {
      done = true;
    });
    await scene.clock.advanceSlowly(4000, 100);
    assert.equal(done, false);
    await scene.clock.advanceSlowly(1500, 100);
    await drained;
  });

  it("[CL-47] [CL-48] stops asking away when it is undrained", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const devices = await streams(scene, 10);
    const { rendezvous } = scene.node(0).server;
    const drained = rendezvous.drain({ spreadMs: 10_000, waitMs: 5000 });
    await scene.clock.advanceSlowly(5000, 100);
    rendezvous.undrain();
    await drained;
    await scene.clock.advanceSlowly(10_000, 100);
    assert.equal(closed(devices), 5);
  });

  it("[CL-47] [CL-22] ends without deleting where its devices were: others keep their requests", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const device = new ScriptedDevice();
    const { store, clock } = scene;
    const { rendezvous } = scene.node(0).server;
    await scene.register(0, device);
    const ended = rendezvous[Symbol.asyncDispose]();
    // As it is while the listeners close their connections.
    rendezvous.workings.presence.leave(scene.here(0) as NonNullable<ReturnType<OwnersScene["here"]>>);
    clock.advance(1000);
    await ended;
    assert.equal((await store.find(peerId(device.id)))?.at?.owner.slot, 0);
  });
});
