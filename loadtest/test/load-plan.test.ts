import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Latencies } from "../src/latencies.ts";
import { LOAD_DEFAULTS, planLoad } from "../src/load-plan.ts";

describe("a load plan", () => {
  it("is the default when nothing is said", () => assert.deepEqual(planLoad([], {}), LOAD_DEFAULTS));

  it("takes flags before the environment", () => {
    const plan = planLoad(["--peers", "10", "--session-bytes", "5"], { PEERS: "20", SESSIONS: "3" });
    assert.deepEqual([plan.peers, plan.sessions, plan.sessionBytes], [10, 3, 5]);
  });

  it("refuses words and numbers that it does not understand", () => {
    assert.throws(() => planLoad(["--pears", "10"], {}), /--pears is unknown/);
    assert.throws(() => planLoad([], { PEERS: "many" }), /PEERS=many is not a whole number/);
  });
});

describe("latencies", () => {
  it("are told by percentiles", () => {
    const latencies = new Latencies();
    for (let ms = 1; ms <= 100; ms += 1) latencies.add(ms);
    assert.deepEqual(latencies.percentiles(), { count: 100, p50Ms: 51, p90Ms: 91, p99Ms: 100, maxMs: 100 });
  });

  it("keep the youngest when there are too many, and none are zero", () => {
    const latencies = new Latencies(2);
    for (const ms of [1000, 1, 2]) latencies.add(ms);
    assert.equal(latencies.percentiles().maxMs, 2);
    assert.equal(new Latencies().percentiles().p99Ms, 0);
  });
});
