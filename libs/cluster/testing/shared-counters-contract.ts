import assert from "node:assert/strict";
import { describe } from "node:test";
import type { SharedCounters } from "../src/index.ts";
import { scenesOf, type UnderTest } from "./contract-scenes.ts";

export interface SharedCountersUnderTest extends UnderTest {
  readonly counters: SharedCounters;
}

/** What every set of shared counters promises. */
export function sharedCountersContract(
  name: string,
  create: () => SharedCountersUnderTest | Promise<SharedCountersUnderTest>,
): void {
  describe(`shared counters contract: ${name}`, () => {
    const scene = scenesOf(create);

    scene("adds up what all say, by name", async ({ counters }) => {
      assert.equal(await counters.add("ip:203.0.113.7", 2, 60_000), 2);
      assert.equal(await counters.add("ip:2001:db8::7", 1, 60_000), 1);
      const sums = await Promise.all(Array.from({ length: 10 }, () => counters.add("ip:203.0.113.7", 1, 60_000)));
      assert.equal(Math.max(...sums), 12);
    });

    scene("begins anew when the window that began with the first addition is over", async ({ counters, pass }) => {
      await counters.add("ip", 1, 60_000);
      await pass(40_000);
      assert.equal(await counters.add("ip", 1, 60_000), 2);
      await pass(20_500);
      assert.equal(await counters.add("ip", 1, 60_000), 1);
    });
  });
}
