import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Pacer, tenantId } from "@fairlead/base";
import { MemoryBudgets, unlimitedBudget } from "@fairlead/cluster";
import { ManualClock } from "@fairlead/testkit";
import { TenantUse } from "../../src/limits/tenant-use.ts";

const LIMIT_BPS = 60e6;
const TICK_MS = 10;

/** What one relay's sessions of the tenant would send, in bits per second, at each second. */
type Demand = (second: number) => number;

/** Relays that share a tenant's rate: each takes what its sessions would send, paced by its share, and exchanges once a second, out of step. */
class SharingRelays {
  readonly clock = new ManualClock();
  readonly budgets = new MemoryBudgets(this.clock);
  readonly #relays: { readonly use: TenantUse; readonly demand: Demand; readonly pacer: Pacer; sentBits: number }[] =
    [];

  constructor(demands: readonly Demand[]) {
    const terms = { ...unlimitedBudget, tenantBps: LIMIT_BPS };
    for (const [slot, demand] of demands.entries()) {
      const use = new TenantUse(tenantId("acme"), terms, demands.length, 0);
      use.enter();
      this.#relays.push({ use, demand, pacer: use.rate.buckets.forward.tap(), sentBits: 0 });
      this.clock.after(slot * 300, () => this.clock.every(1000, () => void this.#exchange(slot, use)));
    }
  }

  /** Megabits per second of each, over so many seconds. */
  async run(seconds: number): Promise<readonly number[]> {
    const before = this.#relays.map(({ sentBits }) => sentBits);
    for (let ms = 0; ms < seconds * 1000; ms += TICK_MS) {
      this.#send();
      this.clock.advance(TICK_MS);
      await Promise.resolve();
      await Promise.resolve();
    }
    return this.#relays.map(({ sentBits }, index) => (sentBits - (before[index] ?? 0)) / seconds / 1e6);
  }

  #send(): void {
    const nowMs = this.clock.now();
    for (const relay of this.#relays) {
      const bits = (relay.demand(Math.floor(nowMs / 1000)) * TICK_MS) / 1000;
      if (bits === 0 || relay.pacer.remaining(nowMs) > 0) continue;
      relay.pacer.take(bits, nowMs);
      relay.use.meter.add(bits / 8, 0);
      relay.sentBits += bits;
    }
  }

  async #exchange(slot: number, use: TenantUse): Promise<void> {
    use.meter.tick(this.clock.now());
    const { wantedBps, limitBps, sessions, totalBytes } = use.load(this.clock.now());
    const report = { name: "tenant:acme", wantedBps, limitBps, sessions, totalBytes };
    try {
      const [share] = await this.budgets.exchange({ slot, epoch: "e" }, [report]);
      if (share !== undefined) use.share(share.shareBps, share.sessionsElsewhere, this.clock.now());
    } catch {
      // The store is away: the last share stays.
    }
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const within = (measured: number, wanted: number, share: number): boolean => Math.abs(measured / wanted - 1) <= share;
const greedy: Demand = () => 200e6;

describe("[CL-36] a tenant's rate that three relays share, over a minute", () => {
  const cases: readonly (readonly [string, readonly Demand[]])[] = [
    ["all want more than there is", [greedy, greedy, greedy]],
    ["one wants it all, two are idle", [greedy, () => 0, () => 0]],
    ["two want little, one the rest", [greedy, () => 8e6, () => 3e6]],
    [
      "demand moves from relay to relay every 20 s",
      [0, 1, 2].map((own) => (second) => (Math.floor(second / 20) % 3 === own ? 200e6 : 0)),
    ],
    [
      "demand comes for 20 s and goes for 10 on each",
      [0, 1, 2].map((own) => (second) => ((second + own * 10) % 30 < 20 ? 100e6 : 1e6)),
    ],
  ];
  for (const [sentence, demands] of cases) {
    it(`is kept within 10 %: ${sentence}`, async () => {
      const relays = new SharingRelays(demands);
      const used = await relays.run(60);
      assert.ok(within(sum(used), 60, 0.1), `${sum(used).toFixed(1)} of 60 Mb/s: ${used.map((one) => one.toFixed(1))}`);
    });
  }

  it("is divided equally among those who want more", async () => {
    const relays = new SharingRelays([greedy, greedy, greedy]);
    await relays.run(5);
    for (const used of await relays.run(20)) assert.ok(within(used, 20, 0.1), `${used.toFixed(1)} of 20 Mb/s`);
  });

  it("keeps each relay's last share while the store is away", async () => {
    const relays = new SharingRelays([greedy, () => 8e6, greedy]);
    await relays.run(10);
    relays.budgets.fail(true);
    const used = await relays.run(60);
    assert.ok(within(sum(used), 60, 0.1), `${sum(used).toFixed(1)} of 60 Mb/s`);
    assert.ok(within(used[0] ?? 0, 26, 0.1), `${used[0]?.toFixed(1)} of 26 Mb/s`);
  });

  it("is not exceeded when the store was never there: each takes an equal part", async () => {
    const relays = new SharingRelays([greedy, greedy, greedy]);
    relays.budgets.fail(true);
    for (const used of await relays.run(30)) assert.ok(within(used, 20, 0.1), `${used.toFixed(1)} of 20 Mb/s`);
  });
});
