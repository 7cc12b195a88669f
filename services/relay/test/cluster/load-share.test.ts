import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadShare } from "../../src/member/load-share.ts";
import { SpreadCut } from "../../src/member/spread-cut.ts";
import type { RelayLoad } from "../../src/relay-load.ts";
import { vitalsReader } from "../../src/worker/thread-vitals.ts";

const load = (change: Partial<RelayLoad>): RelayLoad => ({
  usedBps: 0,
  sessions: 0,
  meanSessionBps: 0,
  waitingLegs: 0,
  meshLegs: 0,
  outstanding: 0,
  processorShare: 0,
  loopDelayMs: 0,
  cluster: { wantedBps: 0, limitBps: 0, sessions: 0, totalBytes: 0 },
  tenants: [],
  ...change,
});
const face = { name: undefined, region: "", pools: [], capacityBps: 1000, maxSessions: 10 };
const unlimited = { ...face, capacityBps: Number.POSITIVE_INFINITY, maxSessions: Number.POSITIVE_INFINITY };

describe("[KU-4] the load of a relay", () => {
  for (const [what, change, of, expected] of [
    ["its rate", { usedBps: 700, sessions: 1, processorShare: 0.2 }, face, 0.7],
    ["its sessions", { usedBps: 700, sessions: 8 }, face, 0.8],
    ["its processor", { usedBps: 700, processorShare: 0.9 }, face, 0.9],
    ["the delay of its loop", { usedBps: 100, loopDelayMs: 30 }, face, 0.3],
    ["all of it, above its limits", { usedBps: 5000 }, face, 1],
    ["nothing that has no limit", { usedBps: 5000, sessions: 500 }, unlimited, 0],
  ] as const)
    it(`is ${what}`, () => assert.equal(loadShare(load(change), of), expected));

  it("knows the thread's time and delay since it was read last", () => {
    let [nowMs, processorMs, delayMs] = [1000, 10, Number.NaN];
    const read = vitalsReader({ nowMs: () => nowMs, processorMs: () => processorMs, takeLoopDelayMs: () => delayMs });
    assert.deepEqual(read(), { processorShare: 0, loopDelayMs: 0 });
    [nowMs, processorMs, delayMs] = [2000, 510, 12];
    assert.deepEqual(read(), { processorShare: 0.5, loopDelayMs: 12 });
    [nowMs, processorMs, delayMs] = [2100, 900, -1];
    assert.deepEqual(read(), { processorShare: 1, loopDelayMs: 0 });
  });
});

describe("[KU-17] sessions that an ordered drain ends", () => {
  const left = (sessions: number, seconds: readonly number[]): readonly number[] => {
    const cut = new SpreadCut();
    let now = sessions;
    return seconds.map((second) => {
      now -= cut.due(now, second * 1000);
      return now;
    });
  };

  it("are none before the deadline, and then fewer and fewer over a minute, few or many", () => {
    assert.deepEqual(left(6, [-10, -1, 0, 10, 20, 30, 59, 60]), [6, 6, 6, 5, 4, 3, 1, 0]);
    assert.deepEqual(left(600, [-1, 0, 6, 30, 54, 60, 61]), [600, 600, 540, 300, 60, 0, 0]);
  });
});
