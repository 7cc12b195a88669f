import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DowngradeRule } from "../src/downgrade-rule.ts";

const MEGABIT = 2 ** 20;
const settings = { threshold: 0.66, startCheckSeconds: 60 };
const limits = { single: 100 * MEGABIT, limited: 32 * MEGABIT };

/** Samples once a second; answers the changes as "second: change". */
function play(rule: DowngradeRule, fromSecond: number, seconds: number, bitsPerSecond: number): string[] {
  const changes: string[] = [];
  for (let second = fromSecond + 1; second <= fromSecond + seconds; second += 1) {
    const change = rule.sample(bitsPerSecond, second * 1000, settings, limits);
    if (change !== undefined) changes.push(`${second}: ${change}`);
  }
  return changes;
}

describe("downgrade [RL-10]", () => {
  it("[RL-10] comes when a whole window was above the threshold, not before", () => {
    const rule = new DowngradeRule(0);
    assert.deepEqual(play(rule, 0, 59, 70 * MEGABIT), []);
    assert.deepEqual(play(rule, 59, 5, 70 * MEGABIT), ["60: downgraded"]);
    assert.equal(rule.downgraded, true);
  });

  it("[RL-10] does not come below the threshold, however long", () => {
    assert.deepEqual(play(new DowngradeRule(0), 0, 1000, 65 * MEGABIT), []);
  });

  it("[RL-10] looks at the last window, not at the session's life", () => {
    const rule = new DowngradeRule(0);
    assert.deepEqual(play(rule, 0, 600, 0), []);
    const changes = play(rule, 600, 100, 100 * MEGABIT);
    assert.equal(changes.length, 1);
    const second = Number.parseInt(changes[0] ?? "", 10);
    assert.ok(second > 630 && second <= 662, `downgraded after ${second - 600} s of full speed`);
  });

  it("[RL-10] is lifted after as long below half of LIMIT_SPEED", () => {
    const rule = new DowngradeRule(0);
    play(rule, 0, 60, 100 * MEGABIT);
    assert.equal(rule.downgraded, true);
    assert.deepEqual(play(rule, 60, 59, 10 * MEGABIT), []);
    assert.deepEqual(play(rule, 119, 2, 10 * MEGABIT), ["120: restored"]);
    assert.equal(rule.downgraded, false);
  });

  it("[RL-10] stays while the slowed session goes on as fast as it may", () => {
    const rule = new DowngradeRule(0);
    play(rule, 0, 60, 100 * MEGABIT);
    assert.deepEqual(play(rule, 60, 600, 32 * MEGABIT), []);
  });

  it("[RL-10] counts a long silence between two samples as silence", () => {
    const rule = new DowngradeRule(0);
    play(rule, 0, 50, 100 * MEGABIT);
    assert.equal(rule.sample(0, 500_000, settings, limits), undefined);
    assert.equal(rule.downgraded, false);
  });

  it("[RL-10] takes another threshold at once, and starts another window anew", () => {
    const rule = new DowngradeRule(0);
    play(rule, 0, 70, 50 * MEGABIT);
    assert.equal(rule.sample(50 * MEGABIT, 71_000, { ...settings, threshold: 0.4 }, limits), "downgraded");
    assert.equal(rule.sample(0, 72_000, { threshold: 0.4, startCheckSeconds: 10 }, limits), undefined);
    assert.equal(rule.downgraded, true);
  });
});
