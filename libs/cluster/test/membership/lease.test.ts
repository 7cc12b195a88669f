import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { noMetrics, silentLogger } from "@fairlead/base";
import { SeededRandom } from "@fairlead/testkit";
import { Membership, StoreUnavailableError } from "../../src/index.ts";
import { cardOf, kindsOf, MembershipRig, namesOf, rebirthsOf } from "./membership-rig.ts";

describe("membership: the lease", () => {
  it("[CL-3] renews every 2 s, and each node sees the others within 2 s", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const two = await rig.start("rd-2");
    await rig.pass(2000);
    assert.deepEqual(namesOf(one), ["rd-1", "rd-2"]);
    assert.deepEqual(namesOf(two), ["rd-1", "rd-2"]);
    assert.notEqual(one.node.self.slot, two.node.self.slot);
    const before = one.line.renewals;
    await rig.pass(20_000);
    assert.equal(one.line.renewals - before, 10);
    assert.equal(one.node.proven, true);
    assert.deepEqual(rebirthsOf(one), []);
  });

  it("[CL-3] carries what a node says of itself at once, several changes in one renewal", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const before = one.line.renewals;
    one.node.describe({ state: "draining" });
    one.node.describe({ settingsVersion: 7 });
    await rig.settle();
    assert.equal(one.line.renewals - before, 1);
    assert.deepEqual(
      one.node.nodes().map(({ state, settingsVersion }) => [state, settingsVersion]),
      [["draining", 7]],
    );
    assert.ok(kindsOf(one).includes("nodes"));
  });

  it("[CL-3] does not renew twice at a time, and carries what changed meanwhile after it", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    one.line.hold();
    await rig.pass(2000);
    const during = one.line.renewals;
    one.node.describe({ release: "2" });
    one.node.describe({ release: "3" });
    await rig.pass(5000);
    assert.equal(one.line.renewals, during);
    one.line.release();
    await rig.settle();
    assert.equal(one.line.renewals, during + 1);
    assert.equal(one.node.nodes()[0]?.release, "3");
    one.line.hold();
    await rig.pass(3000);
    const waiting = one.line.renewals;
    one.line.release();
    await rig.settle();
    assert.equal(one.line.renewals, waiting, "a beat that fell into a renewal is not made up for");
  });

  it("[CL-34] tells the version of the settings until this node says that it has them", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    await rig.settings.change(new Map([["always-use-relay", "true"]]));
    await rig.pass(4000);
    assert.deepEqual(
      one.events.filter(({ kind }) => kind === "settings"),
      [
        { kind: "settings", version: 1 },
        { kind: "settings", version: 1 },
      ],
    );
    one.node.describe({ settingsVersion: 1 });
    await rig.settle();
    one.events.length = 0;
    await rig.pass(6000);
    assert.deepEqual(one.events, []);
  });

  it("cannot join without the store", async () => {
    await using rig = new MembershipRig();
    rig.store.fail(true);
    const ports = { clock: rig.clock, random: new SeededRandom(1), logger: silentLogger, metrics: noMetrics };
    const joining = Membership.join(ports, { lease: rig.store, bus: rig.hub.bus(undefined) }, cardOf("rd-1"));
    await assert.rejects(joining, StoreUnavailableError);
    assert.equal(rig.clock.pending, 0);
  });

  it("leaves no timer behind, and a listener that throws keeps events from nobody", async () => {
    const rig = new MembershipRig();
    const one = await rig.start("rd-1");
    one.node.watch(() => {
      throw new Error("a listener's own fault");
    });
    const heard: string[] = [];
    const watch = one.node.watch(({ kind }) => heard.push(kind));
    one.node.describe({ release: "2" });
    await rig.settle();
    assert.deepEqual(heard, ["nodes"]);
    watch[Symbol.dispose]();
    one.node.describe({ release: "3" });
    await rig.settle();
    assert.deepEqual(heard, ["nodes"]);
    await rig[Symbol.asyncDispose]();
    assert.equal(rig.clock.pending, 0);
  });
});
