import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Clock } from "../src/index.ts";

export interface ClockUnderTest {
  readonly clock: Clock;
  /** Lets at least `ms` pass on this clock: a manual clock steps, a real one waits. */
  pass(ms: number): Promise<void>;
}

/** What every clock promises. */
export function clockContract(name: string, create: () => ClockUnderTest): void {
  describe(`clock contract: ${name}`, () => {
    it("never goes back", async () => {
      const { clock, pass } = create();
      const before = clock.now();
      await pass(5);
      assert.ok(clock.now() >= before + 5);
    });

    it("calls back once, and not when cancelled", async () => {
      const { clock, pass } = create();
      const calls: string[] = [];
      clock.after(10, () => calls.push("kept"));
      clock.after(10, () => calls.push("cancelled"))[Symbol.dispose]();
      await pass(40);
      assert.deepEqual(calls, ["kept"]);
    });

    it("keeps a period going until it is disposed, also past a callback that throws", async () => {
      const { clock, pass } = create();
      let calls = 0;
      const period = clock.every(10, () => {
        calls += 1;
      });
      let within = 0;
      // In one of these times, at least: a machine that stands still makes one call of several.
      for (let times = 0; times < 50 && within < 2; times += 1) {
        const before = calls;
        await pass(55);
        within = calls - before;
      }
      period[Symbol.dispose]();
      const seen = calls;
      assert.ok(within >= 2, `${within} calls in 55 ms`);
      await pass(30);
      assert.equal(calls, seen);
    });

    it("aborts a deadline with a TimeoutError", async () => {
      const { clock, pass } = create();
      const signal = clock.deadline(10);
      assert.equal(signal.aborted, false);
      await pass(30);
      assert.equal(signal.aborted, true);
      assert.equal((signal.reason as Error).name, "TimeoutError");
    });
  });
}
