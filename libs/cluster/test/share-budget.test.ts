import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TokenBucket } from "@fairlead/base";
import { ManualClock, SeededRandom } from "@fairlead/testkit";
import { MemoryBudgets, StoreUnavailableError, shareBudget } from "../src/index.ts";

describe("dividing a budget", () => {
  const rows: readonly (readonly [string, number, readonly number[], readonly number[]])[] = [
    ["nobody else asks: all of it", 90, [10], [90]],
    ["all want more than there is: equal parts", 90, [100, 200, 300], [30, 30, 30]],
    ["who wants little has it, the rest is divided", 90, [10, 200, 300], [10, 40, 40]],
    ["the part of each modest one goes to the others", 100, [10, 20, 300, 400], [10, 20, 35, 35]],
    ["what nobody wants is divided equally", 100, [10, 30], [40, 60]],
    ["nobody wants anything: equal parts", 90, [0, 0, 0], [30, 30, 30]],
    ["a wish below nothing is none", 90, [-5, 100], [0, 90]],
  ];
  for (const [sentence, limit, wanted, expected] of rows) {
    it(`[CL-36] ${sentence}`, () => {
      const wishes = wanted.map((wantedBps, index) => ({ relay: `r${index}`, wantedBps }));
      assert.deepEqual(
        [...shareBudget(limit, wishes)].sort().map(([, share]) => share),
        expected,
      );
    });
  }

  it("[CL-36] adds up to the limit for any wishes", () => {
    const random = new SeededRandom(7);
    for (let round = 0; round < 500; round += 1) {
      const wishes = Array.from({ length: 1 + random.below(20) }, (_, index) => ({
        relay: String(index),
        wantedBps: random.below(1000),
      }));
      const sum = [...shareBudget(1000, wishes).values()].reduce((total, share) => total + share, 0);
      assert.ok(Math.abs(sum - 1000) < 1e-6, `seed 7, round ${round}: ${sum}`);
    }
  });
});

/** A relay as far as a shared budget is concerned: what is offered to it, what it lets pass, what it says of it. */
class SimulatedRelay {
  readonly offeredBps: (second: number) => number;
  readonly #bucket = new TokenBucket(0, 0, 0);
  #waiting = 0;
  passed = 0;
  shareBps = 0;

  constructor(offeredBps: (second: number) => number) {
    this.offeredBps = offeredBps;
  }

  /** A tenth of a second: what fits into the bucket passes, a second's worth may wait. */
  step(nowMs: number): void {
    const offered = this.offeredBps(Math.floor(nowMs / 1000));
    this.#waiting = Math.min(this.#waiting + offered / 10, Math.max(offered, this.#waiting));
    for (let unit = Math.ceil(this.#waiting / 1000); unit > 0 && this.#bucket.tryTake(1000, nowMs); unit -= 1) {
      this.#waiting = Math.max(0, this.#waiting - 1000);
      this.passed += 1000;
    }
  }

  async exchange(budgets: MemoryBudgets, slot: number, limitBps: number, nowMs: number): Promise<void> {
    const wantedBps = this.offeredBps(Math.floor(nowMs / 1000));
    const report = { name: "tenant:acme", wantedBps, limitBps, sessions: 1, totalBytes: this.passed / 8 };
    try {
      const [share] = await budgets.exchange({ slot, epoch: "e" }, [report]);
      this.shareBps = share?.shareBps ?? this.shareBps;
    } catch (error) {
      assert.ok(error instanceof StoreUnavailableError);
    }
    this.#bucket.setRate(this.shareBps, this.shareBps / 5, nowMs);
  }
}

describe("[CL-36] three relays and one limit, over a minute", () => {
  const limitBps = 9_000_000;
  const demands: readonly (readonly [string, readonly ((second: number) => number)[]])[] = [
    ["one relay has all the demand", [() => 20_000_000, () => 0, () => 0]],
    ["uneven demand", [() => 1_000_000, () => 4_000_000, () => 30_000_000]],
    [
      "demand that moves from relay to relay every 10 s",
      [0, 1, 2].map((relay) => (second: number) => (Math.floor(second / 10) % 3 === relay ? 20_000_000 : 100_000)),
    ],
    ["less than the limit", [() => 1_000_000, () => 2_000_000, () => 3_000_000]],
  ];
  for (const [sentence, offered] of demands) {
    for (const away of [false, true]) {
      it(`${sentence}${away ? ", the store away for 20 s in the middle" : ""}`, async () => {
        const clock = new ManualClock();
        const budgets = new MemoryBudgets(clock);
        const relays = offered.map((one) => new SimulatedRelay(one));
        let possible = 0;
        for (let tenth = 0; tenth < 600; tenth += 1) {
          clock.advance(100);
          budgets.fail(away && tenth >= 200 && tenth < 400);
          for (const [slot, relay] of relays.entries()) {
            if (tenth % 10 === 3 * slot) await relay.exchange(budgets, slot, limitBps, clock.now());
            relay.step(clock.now());
          }
          const wanted = relays.reduce((sum, relay) => sum + relay.offeredBps(Math.floor(clock.now() / 1000)), 0);
          possible += Math.min(limitBps, wanted) / 10;
        }
        const passed = relays.reduce((sum, relay) => sum + relay.passed, 0);
        assert.ok(passed <= limitBps * 60 * 1.1, `${passed} of ${limitBps * 60}`);
        if (!away) assert.ok(passed >= possible * 0.9, `${passed} of ${possible} that were wanted and allowed`);
        assert.equal(await budgets.total("tenant:acme").then((bytes) => bytes <= passed / 8), true);
      });
    }
  }
});
