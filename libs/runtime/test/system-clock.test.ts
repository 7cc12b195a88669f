import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { clockContract } from "@fairlead/base/testing";
import { createSystemClock } from "@fairlead/runtime";

const source = { now: () => performance.now(), wall: () => Date.now() };

clockContract("system clock", () => ({
  clock: createSystemClock(source),
  pass: async (ms) => void (await wait(ms + 5)),
}));

describe("system clock", () => {
  it("does not call early when a timer of the process does", async () => {
    let nowMs = 0;
    const clock = createSystemClock({ now: () => nowMs, wall: () => 0 });
    let calls = 0;
    const timer = clock.after(3, () => {
      calls += 1;
    });
    await wait(30);
    assert.equal(calls, 0, "this clock has not moved");
    nowMs = 3;
    while (calls === 0) await wait(1);
    timer[Symbol.dispose]();
    assert.equal(calls, 1);
  });

  it("takes a delay longer than a timer can hold without calling at once", async () => {
    const clock = createSystemClock(source);
    let called = false;
    using _timer = clock.after(2 ** 40, () => {
      called = true;
    });
    await wait(20);
    assert.equal(called, false);
  });
});
