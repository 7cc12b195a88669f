import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Health } from "@fairlead/runtime";
import { ManualClock } from "@fairlead/testkit";

describe("health", () => {
  it("is alive while every loop beats in time, and names those that do not", async () => {
    const clock = new ManualClock();
    const health = new Health(clock);
    const beat = health.loop("udp", 1000);
    health.loop("relay", 5000);
    clock.advance(900);
    beat();
    clock.advance(900);
    assert.deepEqual(health.liveness(), { alive: true, silent: [] });
    clock.advance(200);
    assert.deepEqual(health.liveness(), { alive: false, silent: ["udp"] });
    beat();
    assert.equal(health.liveness().alive, true);
  });

  it("stays alive and ready when a part complains, and names the part", () => {
    const health = new Health(new ManualClock());
    health.enter("serving");
    let complaint: string | undefined = "disk full";
    const watching = health.watch("store", () => complaint);
    assert.deepEqual(health.readiness(), { status: "serving", degraded: [{ part: "store", reason: "disk full" }] });
    assert.equal(health.liveness().alive, true);
    complaint = undefined;
    assert.deepEqual(health.readiness().degraded, []);
    complaint = "again";
    watching[Symbol.dispose]();
    assert.deepEqual(health.readiness().degraded, []);
  });
});
