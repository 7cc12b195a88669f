import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodeName, silentLogger } from "@fairlead/base";
import { MemoryRelayOrders } from "@fairlead/cluster";
import { ManualClock } from "@fairlead/testkit";
import { RelayWatch } from "../../src/watch/relay-watch.ts";

const ORDER = { address: "a:1", region: "", pools: [], draining: false, version: "1" };
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function scene() {
  const clock = new ManualClock();
  const orders = new MemoryRelayOrders(clock);
  let looks = 0;
  const watch = new RelayWatch({ clock, logger: silentLogger, stores: { orders } }, () => {
    looks += 1;
  });
  await turn();
  return { clock, orders, watch, looks: () => looks };
}

describe("what relays say", () => {
  it("is read once a second, and known no more 5 s after Redis fell silent [KU-1]", async () => {
    const { clock, orders, watch, looks } = await scene();
    await clock.advanceSlowly(3_000, 500);
    assert.equal(looks(), 4);
    assert.equal(watch.complaint(), undefined);
    orders.fail(true);
    await clock.advanceSlowly(5_000, 500);
    assert.notEqual(watch.facts, undefined);
    await clock.advanceSlowly(1_000, 500);
    assert.equal(watch.facts, undefined);
    assert.match(watch.complaint() ?? "", /nothing is heard of relays/);
    orders.fail(false);
    await clock.advanceSlowly(1_500, 500);
    assert.notEqual(watch.facts, undefined);
    watch[Symbol.dispose]();
    assert.equal(clock.pending, 0);
  });

  it("holds our own orders as soon as they are given", async () => {
    const { watch } = await scene();
    const relay = nodeName("r-1");
    watch.gave(new Map([[relay, ORDER]]));
    assert.equal(watch.facts?.orders.get(relay)?.address, "a:1");
    watch.gave(new Map([[relay, undefined]]));
    assert.equal(watch.facts?.orders.has(relay), false);
    watch[Symbol.dispose]();
  });
});
