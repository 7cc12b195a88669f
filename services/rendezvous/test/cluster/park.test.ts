import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { OwnerState } from "@fairlead/cluster";
import { waitUntil } from "@fairlead/testkit";
import { decodeBusEnvelope, unmangleAddress } from "@fairlead/wire";
import { nextOf, punchHoleSent, punchRequest, requestRelay, sayOnce } from "../exchange.ts";
import { B_ID, PUNCH_REQUEST, receiveHex, sendHex, silenceOf } from "../test-server.ts";
import { type Device, PunchScene, registered } from "./punch-scene.ts";

const X = 1;

/** B was registered at x, which is now as said; A has asked. */
async function asked(
  state: OwnerState,
): Promise<{ scene: PunchScene; a: Awaited<ReturnType<PunchScene["y"]["tcp"]>>; b: Device }> {
  const scene = await PunchScene.start();
  const b = await registered(scene.x);
  const a = await scene.y.tcp();
  scene.say(X, state);
  scene.forget();
  sendHex(a, PUNCH_REQUEST);
  return { scene, a, b };
}

describe("B's owner cannot hand a request over", () => {
  for (const [what, state] of [
    ["its lease has just gone", { kind: "gone", forMs: 0 }],
    ["its lease is gone for 44 s", { kind: "gone", forMs: 44_000 }],
    ["it left on purpose", { kind: "left", forMs: 3_000 }],
  ] as const) {
    it(`[CL-22]: ${what}: the request is kept, A waits, and whoever B registers with hands it over`, async () => {
      const { scene, a } = await asked(state);
      await using _ = scene;
      await waitUntil(scene.clock, "it is kept", () => scene.store.parks === 1);
      assert.equal(await silenceOf(a), undefined, "kept is not refused");
      assert.deepEqual([scene.store.reads, scene.kindsSent()], [1, []]);
      const back = await registered(scene.z, "udp", "127.0.0.5");
      const { socketAddr } = await nextOf("punchHole", back);
      assert.deepEqual(unmangleAddress(socketAddr), a.local);
      assert.ok("client" in back);
      const before = scene.store.reads;
      back.client.send(punchHoleSent(socketAddr), scene.z.main);
      const answer = await nextOf("punchHoleResponse", a);
      assert.deepEqual(unmangleAddress(answer.socketAddr), back.client.local, "its new address is read and proves it");
      assert.equal(scene.store.reads - before, 1);
    });
  }

  it("[CL-22]: its bus stream is down: kept, and sent besides, for it may still hear it", async () => {
    const { scene, a, b } = await asked({ kind: "suspect" });
    await using _ = scene;
    const { socketAddr } = await nextOf("punchHole", b);
    assert.deepEqual([scene.store.parks, scene.kindsSent()], [1, ["push"]]);
    await sayOnce(scene.y, "127.0.0.3", punchHoleSent(socketAddr));
    await nextOf("punchHoleResponse", a);
    const back = await registered(scene.z, "tcp");
    assert.deepEqual((await nextOf("punchHole", back)).socketAddr, socketAddr, "the same request twice is one");
    await sayOnce(scene.z, "127.0.0.3", punchHoleSent(socketAddr));
    await waitUntil(scene.clock, "the second answer is dropped", () => scene.y.dropped("duplicate_reply") === 1);
  });

  it("[CL-22]: its stream breaks this moment: what could not be sent is kept", async () => {
    await using scene = await PunchScene.start();
    await registered(scene.x);
    scene.hub.cut(0, X);
    sendHex(await scene.y.tcp(), PUNCH_REQUEST);
    await waitUntil(scene.clock, "it is kept", () => scene.store.parks === 1);
    assert.equal(scene.y.dropped("bus_down"), 1);
  });

  for (const state of [
    { kind: "gone", forMs: 45_000 },
    { kind: "left", forMs: 45_000 },
  ] as const)
    it(`[CL-22]: it is ${state.kind} for 45 s: B is offline`, async () => {
      const { scene, a } = await asked(state);
      await using _ = scene;
      assert.equal(await receiveHex(a), "5a021802");
      assert.equal(scene.store.parks, 0);
    });

  it("[CL-22]: A's later copies keep one request for one place, and go to B where it is by then", async () => {
    const { scene, a } = await asked({ kind: "gone", forMs: 0 });
    await using _ = scene;
    await waitUntil(scene.clock, "it is kept", () => scene.store.parks === 1);
    sendHex(a, PUNCH_REQUEST);
    await waitUntil(scene.clock, "the store is asked again", () => scene.store.reads === 2);
    assert.deepEqual([await silenceOf(a), scene.store.parks], [undefined, 1]);
    const back = await registered(scene.z);
    const first = await nextOf("punchHole", back);
    sendHex(a, PUNCH_REQUEST);
    assert.deepEqual((await nextOf("punchHole", back)).socketAddr, first.socketAddr);
    assert.deepEqual(
      scene.kindsSent().filter((kind) => kind === "push"),
      ["push"],
    );
  });

  it("[CL-22]: B registers while its request is being kept: it is asked there at once, by another node or this one", async () => {
    for (const to of ["z", "y"] as const) {
      await using scene = await PunchScene.start();
      await registered(scene.x);
      scene.say(X, { kind: "gone", forMs: 0 });
      const { park } = scene.store;
      let back: Device | undefined;
      Object.assign(scene.store, {
        park: async (...args: Parameters<typeof park>) => {
          back ??= await registered(scene[to], "udp", "127.0.0.5");
          return park.apply(scene.store, args);
        },
      });
      const a = await scene.y.tcp();
      sendHex(a, PUNCH_REQUEST);
      await waitUntil(scene.clock, "it is back", () => back !== undefined);
      assert.ok(back !== undefined && "client" in back);
      const { socketAddr } = await nextOf("punchHole", back);
      back.client.send(punchHoleSent(socketAddr), scene.z.main);
      const answer = await nextOf("punchHoleResponse", a);
      assert.deepEqual(unmangleAddress(answer.socketAddr), back.client.local, "from where it is now");
    }
  });

  it("[CL-22]: too many wait for one device: A is told so and asks again by itself, and nothing waits", async () => {
    await using scene = await PunchScene.start();
    await registered(scene.x);
    scene.say(X, { kind: "gone", forMs: 0 });
    Object.assign(scene.store, { park: async () => ({ kind: "full" }) });
    const a = await scene.y.tcp();
    a.send({ kind: "punchHoleRequest", body: punchRequest() });
    assert.match((await nextOf("punchHoleResponse", a)).otherFailure, /Too many/);
    a.send({ kind: "requestRelay", body: requestRelay() });
    assert.match((await nextOf("relayResponse", a)).refuseReason, /Too many/);
    assert.equal(scene.y.rendezvous.workings.waiting.size, 0);
  });

  it("[CL-22] [CL-27]: the store dies between reading and keeping: A waits and is not called offline", async () => {
    await using scene = await PunchScene.start();
    await registered(scene.x);
    scene.say(X, { kind: "gone", forMs: 0 });
    let asked = 0;
    const park = (): Promise<never> => {
      asked += 1;
      return Promise.reject(new Error("gone"));
    };
    Object.assign(scene.store, { park });
    const a = await scene.y.tcp();
    sendHex(a, PUNCH_REQUEST);
    await waitUntil(scene.clock, "the store is asked to keep it", () => asked > 0);
    assert.equal(await silenceOf(a), undefined);
    assert.equal(scene.y.rendezvous.workings.waiting.size, 1);
  });

  it("[CL-22]: this node's own device has just left: kept while the store names this node", async () => {
    await using scene = await PunchScene.start();
    await registered(scene.y);
    Object.assign(scene.store, { release: async () => undefined });
    scene.y.rendezvous.workings.presence.forget(B_ID);
    const a = await scene.y.tcp();
    sendHex(a, PUNCH_REQUEST);
    await waitUntil(scene.clock, "it is kept", () => scene.store.parks === 1);
    await nextOf("punchHole", await registered(scene.z));
  });

  it("[CL-22]: what is kept is a whole push that says who waits", async () => {
    await using scene = await PunchScene.start();
    await registered(scene.x);
    scene.say(X, { kind: "gone", forMs: 0 });
    const kept: Uint8Array[] = [];
    Object.assign(scene.store, {
      park: async (_id: string, _seen: unknown, request: Uint8Array) => {
        kept.push(request);
        return { kind: "parked" };
      },
    });
    sendHex(await scene.y.tcp(), PUNCH_REQUEST);
    await waitUntil(scene.clock, "it is kept", () => kept.length === 1);
    const message = decodeBusEnvelope(kept[0] ?? new Uint8Array())?.message;
    assert.ok(message?.kind === "push");
    assert.partialDeepStrictEqual(message, { peerId: B_ID, slot: 0, epoch: "e0", entry: 0 });
    assert.match(message.trace, /^[0-9a-f]+-[0-9a-f]+$/);
  });
});
