import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RecordedMetrics } from "@fairlead/base/testing";
import { waitUntil } from "@fairlead/testkit";
import { readRouting } from "@fairlead/wire";
import { nextOf, punchHoleSent, sayOnce } from "../exchange.ts";
import { PUNCH_REQUEST, sendHex } from "../test-server.ts";
import { PunchScene, registered } from "./punch-scene.ts";

describe("the trace of a punch", () => {
  it("[CL-20] [CL-23]: is one over three nodes, by what the mangled address says", async () => {
    await using scene = await PunchScene.start();
    const b = await registered(scene.x);
    const a = await scene.y.tcp();
    sendHex(a, PUNCH_REQUEST);
    const { socketAddr } = await nextOf("punchHole", b);
    await sayOnce(scene.z, "127.0.0.3", punchHoleSent(socketAddr));
    await nextOf("punchHoleResponse", a);
    const { tag, tm } = readRouting(socketAddr) ?? assert.fail();
    const trace = `${tag.toString(16)}-${tm.toString(16)}`;
    assert.deepEqual(scene.steps.map((step) => [step.slot, step.name, step.trace === trace, step.ended]).toSorted(), [
      [0, "deliver", true, true],
      [0, "punch", true, true],
      [1, "push", true, true],
      [2, "reply", true, true],
    ]);
    const punch = scene.steps.find(({ name }) => name === "punch");
    assert.partialDeepStrictEqual(punch?.notes, { kind: "punch", path: "remote", outcome: "direct" });
  });

  it("ends with the request where nobody answers", async () => {
    await using scene = await PunchScene.start();
    const b = await registered(scene.y);
    const a = await scene.y.tcp();
    sendHex(a, PUNCH_REQUEST);
    await nextOf("punchHole", b);
    a.destroy();
    await waitUntil(scene.clock, "it has ended", () => scene.steps[0]?.ended === true);
    assert.deepEqual([scene.steps.length, scene.steps[0]?.notes["path"]], [1, "local"]);
  });
});

describe("the numbers of punches over nodes", () => {
  it("[CL-20] [CL-22]: count by which path a request was handed on, and what was not delivered by its reason", async () => {
    const metrics = new RecordedMetrics();
    const { counts } = metrics;
    await using scene = await PunchScene.start({ servers: { metrics } });
    const b = await registered(scene.x);
    for (const at of ["x", "y"] as const) {
      sendHex(await scene[at].tcp(), PUNCH_REQUEST);
      await nextOf("punchHole", b);
    }
    scene.hub.cut(0, 1);
    sendHex(await scene.y.tcp(), PUNCH_REQUEST);
    await waitUntil(scene.clock, "it is kept", () => counts.get("fairlead_punch_pushes_total parked") === 1);
    const paths = ["local", "remote", "parked"].map((path) => counts.get(`fairlead_punch_pushes_total ${path}`));
    assert.deepEqual(paths, [1, 1, 1]);
    assert.equal(counts.get("fairlead_forwards_failed_total push bus_down"), 1);
  });
});
