import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { OwnerState } from "@fairlead/cluster";
import { ManualClock, waitUntil } from "@fairlead/testkit";
import { encodeMessage } from "@fairlead/wire";
import { nextOf } from "../exchange.ts";
import { B_ID, HEARTBEAT, type TestServer } from "../test-server.ts";
import { PunchScene, registered } from "./punch-scene.ts";

const HERE = "100000001";
const STRANGER = "100000009";

async function statesAt(server: TestServer, peers: readonly string[], port = server.rendezvous.port): Promise<string> {
  const asker = await server.tcp("127.0.0.2", port);
  asker.send({ kind: "onlineRequest", body: { id: "", peers: [...peers] } });
  const { states } = await nextOf("onlineResponse", asker);
  return Buffer.from(states).toString("hex");
}

describe("an online query over several nodes", () => {
  it("[CL-28] [OQ-1]: whoever is here, and whoever another node holds, by one read for all", async () => {
    await using scene = await PunchScene.start();
    await registered(scene.x);
    await registered(scene.y, "udp", "127.0.0.4", { id: HERE });
    scene.forget();
    const ids = [STRANGER, HERE, B_ID, STRANGER, B_ID];
    assert.equal(await statesAt(scene.y, ids), "68");
    assert.equal(scene.store.reads, 1);
    assert.equal(await statesAt(scene.y, [HERE]), "80");
    assert.equal(scene.store.reads, 1, "none where all are here");
    assert.equal(await statesAt(scene.y, ids, scene.y.rendezvous.natTestPort), "68");
  });

  for (const [state, expected] of [
    [{ kind: "suspect" }, "80"],
    [{ kind: "left", forMs: 1_000 }, "80"],
    [{ kind: "gone", forMs: 44_000 }, "80"],
    [{ kind: "gone", forMs: 45_000 }, "00"],
  ] as const satisfies readonly (readonly [OwnerState, string])[])
    it(`[CL-28]: its owner is ${JSON.stringify(state)}: ${expected === "80" ? "online" : "offline"}`, async () => {
      await using scene = await PunchScene.start();
      await registered(scene.x);
      scene.say(1, state);
      assert.equal(await statesAt(scene.y, [B_ID]), expected);
    });

  it("[OQ-2]: more ids than the cap end the connection without a read", async () => {
    await using scene = await PunchScene.start();
    scene.forget();
    const asker = await scene.y.tcp();
    asker.send({ kind: "onlineRequest", body: { id: "", peers: Array.from({ length: 4097 }, (_, at) => `${at}`) } });
    await asker.whenEnded;
    assert.equal(scene.store.reads, 0);
  });

  it("[CL-27]: the store does not answer: nobody is called offline, and the client is left in silence, not cut off", async () => {
    const clock = new ManualClock();
    await using scene = await PunchScene.start({ servers: { clock } });
    await registered(scene.x);
    await registered(scene.y, "udp", "127.0.0.4", { id: HERE });
    scene.store.fail(true);
    assert.equal(await statesAt(scene.y, [HERE]), "80", "what is here needs no store");
    const asker = await scene.y.tcp("127.0.0.2", scene.y.rendezvous.natTestPort);
    asker.send({ kind: "onlineRequest", body: { id: "", peers: [HERE, B_ID] } });
    await waitUntil(scene.clock, "the read failed", () => scene.y.dropped("store_unavailable") === 1);
    await clock.advanceSlowly(2_900);
    let ended = false;
    const end = asker.whenEnded.then(() => {
      ended = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(ended, false);
    await clock.advanceSlowly(200);
    await end;
  });

  it("[CL-27]: a store that hangs is given up in time", async () => {
    const clock = new ManualClock();
    await using scene = await PunchScene.start({ servers: { clock } });
    Object.assign(scene.store, { findMany: () => new Promise(() => undefined) });
    const asker = await scene.y.tcp();
    asker.sendPayload(encodeMessage({ kind: "onlineRequest", body: { id: "", peers: [B_ID] } }));
    const udp = await scene.y.udp();
    await udp.ask(HEARTBEAT);
    for (let step = 0; step < 30 && scene.y.dropped("store_unavailable") === 0; step += 1)
      await clock.advanceSlowly(500);
    assert.equal(scene.y.dropped("store_unavailable"), 1);
  });
});
