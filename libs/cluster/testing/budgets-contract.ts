import assert from "node:assert/strict";
import { describe } from "node:test";
import type { BudgetReport, Budgets } from "../src/index.ts";
import { type Scene, scenesOf, type UnderTest } from "./contract-scenes.ts";

export interface BudgetsUnderTest extends UnderTest {
  readonly budgets: Budgets;
}

const relay = (slot: number, epoch = "e1"): { slot: number; epoch: string } => ({ slot, epoch });
const report = (wantedBps: number, change: Partial<BudgetReport> = {}): BudgetReport => ({
  name: "tenant:acme",
  wantedBps,
  limitBps: 90,
  sessions: 1,
  totalBytes: 0,
  ...change,
});
const shareOf = async (budgets: Budgets, slot: number, one: BudgetReport): Promise<number> =>
  (await budgets.exchange(relay(slot), [one]))[0]?.shareBps ?? Number.NaN;

/** What every store of budgets promises [CL-36] [CL-37]. */
export function budgetsContract(name: string, create: () => BudgetsUnderTest | Promise<BudgetsUnderTest>): void {
  describe(`budgets contract: ${name}`, () => {
    const scene = scenesOf(create);
    shareScenes(scene);
    totalScenes(scene);
  });
}

function shareScenes(scene: Scene<BudgetsUnderTest>): void {
  scene("[CL-36] lets who wants little have it, and divides the rest equally", async ({ budgets }) => {
    const wishes = [10, 500, 500];
    for (const [slot, wanted] of wishes.entries()) await budgets.exchange(relay(slot), [report(wanted)]);
    const shares = await Promise.all(wishes.map((wanted, slot) => shareOf(budgets, slot, report(wanted))));
    assert.deepEqual(shares, [10, 40, 40]);
  });

  scene("[CL-36] leaves room to all when not everything is wanted", async ({ budgets }) => {
    await budgets.exchange(relay(1), [report(0)]);
    assert.equal(await shareOf(budgets, 0, report(30)), 60);
    assert.equal(await shareOf(budgets, 1, report(0)), 30);
  });

  scene("[CL-36] takes the share of a relay back that has not reported for 3 s", async ({ budgets, pass }) => {
    await budgets.exchange(relay(1), [report(500, { sessions: 7 })]);
    await pass(2000);
    assert.equal(await shareOf(budgets, 0, report(500)), 45);
    await pass(1500);
    const [share] = await budgets.exchange(relay(0), [report(500)]);
    assert.deepEqual(share, { name: "tenant:acme", shareBps: 90, sessionsElsewhere: 0 });
  });

  scene("[CL-36] counts the sessions of all others, also where no rate is limited", async ({ budgets }) => {
    const free = { limitBps: 0 };
    await budgets.exchange(relay(1), [report(5, { ...free, sessions: 3 })]);
    await budgets.exchange(relay(2), [report(5, { ...free, sessions: 4 })]);
    assert.deepEqual(await budgets.exchange(relay(1), [report(5, { ...free, sessions: 3 })]), [
      { name: "tenant:acme", shareBps: Number.POSITIVE_INFINITY, sessionsElsewhere: 4 },
    ]);
  });

  scene("[CL-36] exchanges many budgets at once and keeps them apart", async ({ budgets }) => {
    const names = Array.from({ length: 50 }, (_, index) => `tenant:t${index}`);
    const reports = names.map((name, index) => report(500, { name, limitBps: 100 + index }));
    const shares = await budgets.exchange(relay(0), reports);
    assert.deepEqual(
      shares.map(({ name, shareBps }) => [name, shareBps]),
      names.map((name, index) => [name, 100 + index]),
    );
    assert.deepEqual(await budgets.exchange(relay(0), []), []);
  });
}

function totalScenes(scene: Scene<BudgetsUnderTest>): void {
  scene("[CL-37] adds totals up over relays and their lives, however often they are said", async ({ budgets }) => {
    const say = (slot: number, epoch: string, totalBytes: number): Promise<unknown> =>
      budgets.exchange(relay(slot, epoch), [report(0, { totalBytes })]);
    await say(1, "e1", 100);
    await say(1, "e1", 150);
    await say(1, "e1", 150);
    await say(2, "e1", 1000);
    await say(1, "e2", 7);
    assert.equal(await budgets.total("tenant:acme"), 1157);
    assert.equal(await budgets.total("tenant:other"), 0);
  });

  scene("[CL-37] keeps the totals of relays that are no more", async ({ budgets, pass }) => {
    await budgets.exchange(relay(1), [report(0, { totalBytes: 100 })]);
    await pass(24 * 3_600_000);
    await budgets.exchange(relay(2), [report(0, { totalBytes: 10 })]);
    assert.equal(await budgets.total("tenant:acme"), 110);
  });

  scene("[CL-37] keeps them over many lives", async ({ budgets, pass }) => {
    for (let life = 0; life < 300; life += 1)
      await budgets.exchange(relay(1, `e${life}`), [report(0, { totalBytes: 10 })]);
    await pass(8 * 24 * 3_600_000);
    await budgets.exchange(relay(1, "last"), [report(0, { totalBytes: 5 })]);
    await budgets.exchange(relay(1, "last"), [report(0, { totalBytes: 6 })]);
    assert.equal(await budgets.total("tenant:acme"), 3006);
  });
}
