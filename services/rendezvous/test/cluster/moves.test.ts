import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { peerId } from "@fairlead/base";
import { SeededRandom } from "@fairlead/testkit";
import { encodeMessage } from "@fairlead/wire";
import { handleChangeId } from "../../src/handlers/change-id.ts";
import { handleRegisterPk } from "../../src/handlers/register-pk.ts";
import type { Session } from "../../src/session/session.ts";
import { B_ID, B_UUID, registerPk } from "../test-server.ts";
import { OwnersScene, ScriptedDevice } from "./owners-scene.ts";

const at = (port: number, transport: "udp" | "tcp" = "udp"): ScriptedDevice =>
  new ScriptedDevice(B_ID, transport, { ip: "198.51.100.9", port });

/** Heartbeats go to the node that it chose last; it registers when that node asks, and again when it was too frequent. */
async function asAClientDoes(scene: OwnersScene, slot: number, device: ScriptedDevice): Promise<void> {
  for (let beat = 0; beat < 3; beat += 1) {
    if (scene.heartbeat(slot, device) !== "3a00") await scene.register(slot, device);
    await scene.settle(7000);
  }
}

describe("a device that moves between nodes", () => {
  it("[CL-10] is at its newest node alone: the other is told and lets it go", async () => {
    await using scene = await OwnersScene.start({ count: 3 });
    for (const [slot, port] of [
      [0, 4000],
      [1, 4001],
      [2, 4002],
      [0, 4003],
    ] as const) {
      await scene.register(slot, at(port));
      assert.deepEqual(scene.holders(), [slot]);
      assert.equal(await scene.locatedAt(), slot);
    }
  });

  it("[CL-10] has the connection that it left behind closed, at most once in 30 s, so that two machines with one identity do not chase each other", async () => {
    await using scene = await OwnersScene.start();
    const [first, second, third] = [at(4000, "tcp"), at(4001, "tcp"), at(4002, "tcp")];
    await scene.register(0, first);
    await scene.register(1, second);
    assert.deepEqual([first.closed, second.closed], [true, false]);
    await scene.register(0, third);
    assert.deepEqual([second.closed, third.closed], [true, false]);
    await scene.register(1, at(4003, "tcp"));
    assert.deepEqual([third.closed, scene.holders()], [false, [1]], "let go, but not closed");
  });

  it("[CL-10] is not taken from the node it came back to by a word that comes late", async () => {
    await using scene = await OwnersScene.start();
    await scene.register(0, at(4000));
    scene.hub.hold(0);
    await scene.register(1, at(4001));
    const back = at(4002);
    await scene.register(0, back);
    scene.hub.release(0);
    await scene.settle(1000);
    assert.deepEqual(scene.holders(), [0]);
    assert.equal(await scene.locatedAt(), 0);
  });

  it("[CL-10] that comes back by the very same address before the word is written here again", async () => {
    await using scene = await OwnersScene.start();
    const same = at(4000);
    await scene.register(0, same);
    scene.hub.hold(0);
    await scene.register(1, at(4000));
    scene.hub.release(0);
    await new Promise((resolve) => setImmediate(resolve));
    await scene.register(0, same);
    await scene.settle(1000);
    assert.deepEqual(scene.holders(), [0]);
    assert.equal(await scene.locatedAt(), 0);
  });

  it("[CL-10] [CL-22] back and forth at random, with late words: whoever heard it last holds it alone in the end", async () => {
    const random = new SeededRandom(7);
    await using scene = await OwnersScene.start({ count: 3 });
    for (let round = 0; round < 20; round += 1) {
      let [slot, device] = [0, at(4000)];
      for (let step = 0; step < 6; step += 1) {
        scene.hub.hold(random.uint32() % 3);
        slot = random.uint32() % 3;
        device = at(4000 + (random.uint32() % 2));
        void handleRegisterPk(registerPk(), device, scene.node(slot).server.rendezvous.workings);
        if (random.uint32() % 2 === 0) await scene.settle(100);
        if (random.uint32() % 2 === 0) scene.hub.release(random.uint32() % 3);
      }
      for (const each of [0, 1, 2]) scene.hub.release(each);
      await scene.settle(1000);
      await asAClientDoes(scene, slot, device);
      assert.deepEqual([scene.holders(), await scene.locatedAt()], [[slot], slot], `round ${round}`);
    }
  });

  it("[CL-10] a word of a lease that was lost means nothing", async () => {
    await using scene = await OwnersScene.start();
    await scene.register(0, at(4000));
    scene.store.forgetCalls();
    scene.node(1).bus.send(scene.node(0).nodes.self, { kind: "moved", peerId: B_ID, epoch: "long ago" });
    await scene.settle();
    assert.deepEqual([scene.holders(), scene.store.total()], [[0], 0]);
  });
});

/** What a change of id needs of a connection. */
function connectionOf(scene: OwnersScene, slot: number): Session & { readonly said: number[] } {
  const said: number[] = [];
  const address = { ip: "198.51.100.9", port: 9000 };
  const send = ({ body }: { readonly body: { readonly result: number } }): void => void said.push(body.result);
  return { workings: scene.node(slot).server.rendezvous.workings, address, send, said } as never;
}
const rename = registerPk({ id: "newname1", oldId: B_ID, uuid: B_UUID, pk: new Uint8Array(0) });

describe("a device that takes another id", () => {
  it("[CL-11] [CI-1] is nowhere by the old one any more, also on another node", async () => {
    await using scene = await OwnersScene.start();
    const device = at(4000);
    await scene.register(1, device);
    const connection = connectionOf(scene, 0);
    await handleChangeId(connection, rename);
    await scene.settle();
    assert.deepEqual(connection.said, [0]);
    assert.deepEqual([scene.holders(), await scene.locatedAt()], [[], undefined]);
    assert.equal(scene.heartbeat(1, device), "3a021001");
  });

  it("[CL-11] is not brought back by a registration by the old id that was under way", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const device = at(4000);
    await scene.register(0, device);
    const { workings } = scene.node(0).server.rendezvous;
    const findMany = scene.store.findMany.bind(scene.store);
    const gate = Promise.withResolvers<void>();
    const slow = async (ids: Parameters<typeof findMany>[0]): ReturnType<typeof findMany> => {
      const found = await findMany(ids);
      if (ids.length === 1) await gate.promise;
      return found;
    };
    Object.assign(scene.store, { findMany: slow });
    workings.presence.forget(B_ID);
    const late = at(4001);
    // As where the store of one machine is read first.
    const work = handleRegisterPk(registerPk(), late, { ...workings, ownership: undefined });
    await handleChangeId(connectionOf(scene, 0), rename);
    gate.resolve();
    await work;
    await scene.settle();
    assert.equal(await scene.store.find(peerId(B_ID)), undefined);
    assert.deepEqual([scene.holders(), late.heard], [[], []]);
  });

  it("[CL-11] a claim by the old id that the store took just before is not put here behind the change", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    await scene.register(0, at(4000));
    const { workings } = scene.node(0).server.rendezvous;
    const claim = scene.store.claim.bind(scene.store);
    const gate = Promise.withResolvers<void>();
    const slow = async (...args: Parameters<typeof claim>): ReturnType<typeof claim> => {
      const result = await claim(...args);
      await gate.promise;
      return result;
    };
    Object.assign(scene.store, { claim: slow });
    const late = at(4001);
    const work = handleRegisterPk(registerPk({ pk: new Uint8Array(32).fill(3) }), late, workings);
    await handleChangeId(connectionOf(scene, 0), rename);
    gate.resolve();
    await work;
    await scene.settle();
    assert.deepEqual([scene.holders(), await scene.locatedAt(), late.heard], [[], undefined, []]);
  });
});

describe("what a device is asked when it was let go", () => {
  it("[CL-10] its next heartbeat at the node it left asks for a registration", async () => {
    await using scene = await OwnersScene.start();
    const device = at(4000);
    await scene.register(0, device);
    await scene.register(1, at(4001));
    assert.equal(
      scene.heartbeat(0, device),
      Buffer.from(encodeMessage({ kind: "registerPeerResponse", body: { requestPk: true } })).toString("hex"),
    );
  });
});
