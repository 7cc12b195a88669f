import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { StoreUnavailableError } from "@fairlead/cluster";
import { ManualClock, waitUntil } from "@fairlead/testkit";
import { readRouting, unmangleAddress, unpackTag } from "@fairlead/wire";
import { nextOf, punchHoleSent, punchRequest, requestRelay, sayOnce } from "../exchange.ts";
import { B_ID, PUNCH_REQUEST, receiveHex, sendHex, silenceOf } from "../test-server.ts";
import { PunchScene, registered } from "./punch-scene.ts";

describe("B is not where it was", () => {
  it("[CL-21]: A's next copy reads the store and reaches B at its newest node, under the same tag; the old node's memory does not count", async () => {
    await using scene = await PunchScene.start();
    const before = await registered(scene.y);
    const a = await scene.y.tcp();
    sendHex(a, PUNCH_REQUEST);
    const first = await nextOf("punchHole", before);
    scene.hub.cut(1, 0, "silent");
    const moved = await registered(scene.x, "udp", "127.0.0.5");
    assert.ok(scene.y.rendezvous.workings.presence.find(B_ID), "it has not heard");
    scene.forget();
    sendHex(a, PUNCH_REQUEST);
    const again = await nextOf("punchHole", moved);
    assert.deepEqual(again.socketAddr, first.socketAddr);
    assert.deepEqual([scene.store.reads, scene.kindsSent()], [1, ["push"]]);
    assert.ok("client" in moved);
    moved.client.send(punchHoleSent(again.socketAddr), scene.z.main);
    assert.deepEqual(unmangleAddress((await nextOf("punchHoleResponse", a)).socketAddr), moved.client.local);
  });

  it("[CL-20]: it left this node and is at another now: what memory knew of it does not count", async () => {
    await using scene = await PunchScene.start();
    const before = await registered(scene.y, "tcp");
    const { presence } = scene.y.rendezvous.workings;
    assert.ok("close" in before);
    before.close();
    await waitUntil(scene.clock, "it has left", () => presence.departed(B_ID) !== undefined);
    const now = await registered(scene.x);
    scene.forget();
    sendHex(await scene.y.tcp(), PUNCH_REQUEST);
    await nextOf("punchHole", now);
    assert.equal(scene.store.reads, 1);
  });

  it("[CL-21]: an owner that holds it no more says so: it is asked where it is now", async () => {
    await using scene = await PunchScene.start();
    await registered(scene.x);
    const a = await scene.y.tcp();
    const find = scene.store.find.bind(scene.store);
    let moved: Awaited<ReturnType<typeof registered>> | undefined;
    Object.assign(scene.store, {
      find: async (id: never) => {
        Object.assign(scene.store, { find });
        const stale = await find(id);
        moved = await registered(scene.z, "tcp", "127.0.0.5");
        const { presence } = scene.x.rendezvous.workings;
        await waitUntil(scene.clock, "its owner has heard", () => presence.find(B_ID) === undefined);
        return stale;
      },
    });
    sendHex(a, PUNCH_REQUEST);
    await waitUntil(scene.clock, "it has moved", () => moved !== undefined);
    assert.ok(moved);
    await nextOf("punchHole", moved);
    const kinds = scene.kindsSent().filter((kind) => kind !== "moved");
    assert.deepEqual(kinds, ["push", "pushFailed", "push"]);
  });

  it("[CL-21] [CL-22]: it has just left its node: kept while the store names that node, then A hears once that it is offline", async () => {
    await using scene = await PunchScene.start();
    const b = await registered(scene.x, "tcp");
    const { presence } = scene.x.rendezvous.workings;
    const { release } = scene.store;
    Object.assign(scene.store, { release: async () => undefined });
    assert.ok("close" in b);
    b.close();
    await waitUntil(scene.clock, "it has left", () => presence.find(B_ID) === undefined);
    const a = await scene.y.tcp();
    scene.forget();
    sendHex(a, PUNCH_REQUEST);
    await waitUntil(scene.clock, "it is kept", () => scene.store.parks === 1);
    assert.equal(await silenceOf(a), undefined);
    await release.call(scene.store, [B_ID as never], scene.nodes[1]?.self ?? assert.fail());
    sendHex(a, PUNCH_REQUEST);
    assert.equal(await receiveHex(a), "5a021802");
    assert.equal(await silenceOf(a), undefined);
    assert.equal(scene.y.rendezvous.workings.waiting.size, 0);
  });

  it("[CL-21]: a failed push of a device that is nowhere: A is told, by either kind of request", async () => {
    for (const kind of ["punchHoleRequest", "requestRelay"] as const) {
      await using scene = await PunchScene.start();
      await registered(scene.x);
      const a = await scene.y.tcp();
      const find = scene.store.find.bind(scene.store);
      Object.assign(scene.store, {
        find: async (id: never) => {
          const stale = await find(id);
          await scene.store.release([id], scene.nodes[1]?.self ?? assert.fail());
          scene.x.rendezvous.workings.presence.forget(B_ID);
          return stale;
        },
      });
      a.send(kind === "requestRelay" ? { kind, body: requestRelay() } : { kind, body: punchRequest() });
      if (kind === "punchHoleRequest") assert.equal(await receiveHex(a), "5a021802");
      else assert.match((await nextOf("relayResponse", a)).refuseReason, /offline/);
      assert.equal(scene.y.rendezvous.workings.waiting.size, 0);
    }
  });

  it("[CL-7]: a node that got another slot puts it into its tags, those of requests that wait included", async () => {
    await using scene = await PunchScene.start();
    const b = await registered(scene.x);
    const a = await scene.y.tcp();
    sendHex(a, PUNCH_REQUEST);
    const first = await nextOf("punchHole", b);
    const nodes = scene.nodes[0] ?? assert.fail();
    nodes.self = { slot: 7, epoch: "reborn" };
    await sayOnce(scene.y, "127.0.0.3", punchHoleSent(first.socketAddr));
    await nextOf("punchHoleResponse", a);
    a.send({ kind: "punchHoleRequest", body: punchRequest({ udpPort: 5 }) });
    const second = await nextOf("punchHole", b);
    nodes.self = { slot: 8, epoch: "again" };
    a.send({ kind: "punchHoleRequest", body: punchRequest({ udpPort: 5 }) });
    const third = await nextOf("punchHole", b);
    const slots = [first, second, third].map(({ socketAddr }) => unpackTag(readRouting(socketAddr)?.tag ?? 0n)?.slot);
    assert.deepEqual(slots, [0, 7, 8]);
  });
});

describe("the store does not answer", () => {
  it("[CL-27]: A and B on one node are served, later copies too", async () => {
    await using scene = await PunchScene.start();
    const b = await registered(scene.y);
    const a = await scene.y.tcp();
    scene.store.fail(true);
    for (let copy = 0; copy < 2; copy += 1) {
      sendHex(a, PUNCH_REQUEST);
      await nextOf("punchHole", b);
    }
  });

  it("[CL-27]: a store that has lost what it knew a moment ago says nothing of the device: A waits", async () => {
    await using scene = await PunchScene.start();
    const b = await registered(scene.x);
    const a = await scene.y.tcp();
    sendHex(a, PUNCH_REQUEST);
    await nextOf("punchHole", b);
    scene.store.wipe();
    scene.forget();
    sendHex(a, PUNCH_REQUEST);
    await waitUntil(scene.clock, "the store is asked", () => scene.store.reads === 1);
    assert.equal(await silenceOf(a), undefined);
    assert.equal(scene.y.rendezvous.workings.waiting.size, 1);
  });

  it("[CL-17] [CL-27]: a store that hangs at every question is given up before A gives up: it is told to try again", async () => {
    const clock = new ManualClock();
    await using scene = await PunchScene.start({ servers: { clock } });
    let asked = 0;
    const findMany = (): Promise<never> => {
      asked += 1;
      return asked < 3 ? Promise.reject(new StoreUnavailableError("not now")) : new Promise<never>(() => undefined);
    };
    Object.assign(scene.store, { findMany });
    const a = await scene.y.tcp();
    sendHex(a, PUNCH_REQUEST);
    await waitUntil(scene.clock, "the store is asked", () => asked === 1);
    await clock.advanceSlowly(17_500, 100);
    assert.match((await nextOf("punchHoleResponse", a)).otherFailure, /busy/);
  });

  it("[CL-27]: an absent device is neither unknown nor offline: the store is asked again while A waits", async () => {
    await using scene = await PunchScene.start();
    const b = await registered(scene.x);
    const a = await scene.y.tcp();
    scene.store.fail(true);
    scene.forget();
    sendHex(a, PUNCH_REQUEST);
    await waitUntil(scene.clock, "the store is asked", () => scene.store.reads > 0);
    assert.equal(await silenceOf(a), undefined);
    scene.store.fail(false);
    await nextOf("punchHole", b);
  });
});
