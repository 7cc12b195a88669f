import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tenantId } from "@fairlead/base";
import { type TenantPolicy, type TenantStore, unlimitedBudget } from "@fairlead/cluster";
import { ManualClock } from "@fairlead/testkit";
import { RelayThread, relaySettingsDefaults } from "../../src/index.ts";
import { SharedRelayState } from "../../src/shared-relay-state.ts";
import { RelayUnderTest } from "../support/relay-under-test.ts";
import { RelaysUnderTest } from "../support/relays-under-test.ts";

const acme = tenantId("acme");

/** One tenant whose policy changes when the test says so. */
class OneTenant implements TenantStore {
  #policy: TenantPolicy = { id: acme, suspended: "", pools: [], budget: unlimitedBudget };
  readonly #listeners = new Set<() => void>();

  tenantOf(): TenantPolicy {
    return this.#policy;
  }
  find(): TenantPolicy {
    return this.#policy;
  }
  watch(listener: () => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => this.#listeners.delete(listener) };
  }
  change(change: Partial<TenantPolicy>): void {
    this.#policy = { ...this.#policy, ...change };
    for (const listener of this.#listeners) listener();
  }
}

describe("[CL-34] what ctl changes of a relay, for all", { timeout: 120_000 }, () => {
  it("crosses from one relay to another: lists and limits, each under its name", async () => {
    await using one = await RelayUnderTest.start();
    await using other = await RelayUnderTest.start();
    const [from, to] = [new SharedRelayState(one.relay), new SharedRelayState(other.relay)];
    one.relay.rules.add("blocked", ["192.0.2.2", "192.0.2.1"]);
    one.relay.rules.add("slowed", ["198.51.100.0/24"]);
    one.relay.changeLimits({ singleMbps: 8, totalMbps: 64, downgradeStartCheckMs: 60_000 });
    to.apply(from.exported());
    assert.deepEqual(to.exported(), from.exported());
    assert.ok(other.relay.rules.refuses("192.0.2.1") && other.relay.rules.slows("198.51.100.7"));
    assert.deepEqual([other.relay.limits.singleMbps, other.relay.limits.totalMbps], [8, 64]);
    to.apply(new Map([["relay/total-bandwidth", "null"]]));
    assert.equal(other.relay.limits.totalMbps, undefined);
    assert.equal(other.relay.limits.singleMbps, 8, "what is not named stays");
  });

  it("changes nothing for names it does not know and values that cannot be", async () => {
    await using test = await RelayUnderTest.start();
    const state = new SharedRelayState(test.relay);
    const before = state.exported();
    const bad = { "relay/single-bandwidth": "0", "relay/limit-speed": "null", "relay/blocked": '["nonsense"]' };
    state.apply(new Map(Object.entries({ ...bad, "relay/denied": "{", "relay/later": "1", "other/blocked": "[]" })));
    assert.deepEqual(state.exported(), before);
  });

  it("ends the sessions of an address that is refused from then on", async () => {
    await using test = await RelayUnderTest.start();
    const [one] = await test.tcpPair();
    new SharedRelayState(test.relay).apply(new Map([["relay/denied", '["127.0.0.0/8"]']]));
    await one.readToEnd();
  });

  it("reaches the relay's thread before it resolves", async () => {
    const at = { port: 0, bind: "127.0.0.1" };
    await using thread = await RelayThread.start(new ManualClock(), {
      settings: { ...relaySettingsDefaults, tcp: at, ws: at },
      admissionRequired: true,
      log: { level: "off", format: "json" },
    });
    await thread.shared.apply(new Map([["relay/single-bandwidth", "3"]]));
    assert.equal((await thread.shared.exported()).get("relay/single-bandwidth"), "3");
    assert.deepEqual(await thread.commands.find(({ name }) => name === "single-bandwidth")?.run([]), {
      kind: "text",
      text: "3Mb/s",
    });
  });
});

describe("[CL-49] a tenant's changed policy on a relay", { timeout: 120_000 }, () => {
  it("holds for sessions that run, and its suspension ends them", async () => {
    const tenants = new OneTenant();
    await using all = await RelaysUnderTest.start(1, {}, tenants);
    const { relay } = all.first;
    await all.tell(0, { tenant: acme, budget: unlimitedBudget });
    const [one, other] = await relay.tcpPair();
    await all.pass(1100);
    tenants.change({ budget: { ...unlimitedBudget, tenantBps: 8e6 } });
    await all.pass(10);
    assert.equal(relay.relay.load().tenants[0]?.limitBps, 8e6);
    await one.write(Buffer.from("x"));
    assert.equal((await other.read(1)).toString(), "x");
    tenants.change({ suspended: "unpaid" });
    await one.readToEnd();
    await relay.until(() => relay.events("relay.session.closed").length === 1);
    assert.equal(relay.events("relay.session.closed")[0]?.["end"], "suspended");
    await all.tell(0, { tenant: acme });
    const legs = [await relay.tcpLeg(), await relay.tcpLeg()];
    for (const leg of legs) assert.equal((await leg.readToEnd()).length, 0);
    assert.equal(relay.drops.get("suspended"), 2);
  });

  it("holds within a second for a tenant whose first session here was admitted by its policy before", async () => {
    const tenants = new OneTenant();
    await using all = await RelaysUnderTest.start(1, {}, tenants);
    const { relay } = all.first;
    await all.tell(0, { tenant: acme, budget: unlimitedBudget });
    tenants.change({ budget: { ...unlimitedBudget, tenantBps: 8e6 } });
    await relay.tcpPair();
    await all.pass(1100);
    assert.equal(relay.relay.load().tenants[0]?.limitBps, 8e6);
  });
});
