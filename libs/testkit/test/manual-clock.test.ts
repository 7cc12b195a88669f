import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { clockContract } from "@fairlead/base/testing";
import { ManualClock } from "../src/manual-clock.ts";
import { SeededRandom } from "../src/seeded-random.ts";

clockContract("manual", () => {
  const clock = new ManualClock();
  return { clock, pass: async (ms) => clock.advance(ms) };
});

describe("manual clock", () => {
  it("runs timers in order of time, each at its own moment", () => {
    const clock = new ManualClock();
    const seen: string[] = [];
    clock.after(20, () => seen.push(`b@${clock.now()}`));
    clock.after(10, () => seen.push(`a@${clock.now()}`));
    clock.after(20, () => seen.push(`c@${clock.now()}`));
    clock.advance(25);
    assert.deepEqual(seen, ["a@10", "b@20", "c@20"]);
    assert.equal(clock.now(), 25);
  });

  it("plays a chain of re-armed timers within one step", () => {
    const clock = new ManualClock();
    const seen: number[] = [];
    const arm = (): void => {
      clock.after(10, () => {
        seen.push(clock.now());
        arm();
      });
    };
    arm();
    clock.advance(35);
    assert.deepEqual(seen, [10, 20, 30]);
  });

  it("keeps a period past a callback that throws, and tells of the error", () => {
    const clock = new ManualClock();
    let calls = 0;
    clock.every(10, () => {
      calls += 1;
      if (calls === 1) throw new Error("once");
    });
    assert.throws(() => clock.advance(30), /once/);
    assert.equal(calls, 3);
  });

  it("stops a period from within its own callback", () => {
    const clock = new ManualClock();
    let calls = 0;
    const period = clock.every(10, () => {
      calls += 1;
      period[Symbol.dispose]();
    });
    clock.advance(100);
    assert.equal(calls, 1);
    assert.equal(clock.pending, 0);
  });

  it("jumps the wall without moving now", () => {
    const clock = new ManualClock(1000);
    clock.jumpWall(-5000);
    assert.equal(clock.wall(), -4000);
    assert.equal(clock.now(), 0);
    clock.advance(10);
    assert.equal(clock.wall(), -3990);
  });
});

describe("seeded random", () => {
  it("repeats itself for a seed and differs between seeds", () => {
    const draw = (seed: number): string => Buffer.from(new SeededRandom(seed).bytes(16)).toString("hex");
    assert.equal(draw(7), draw(7));
    assert.notEqual(draw(7), draw(8));
  });

  it("makes version 4 uuids", () => {
    const random = new SeededRandom(1);
    for (let i = 0; i < 100; i += 1)
      assert.match(random.uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
