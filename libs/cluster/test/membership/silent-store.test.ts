import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { kindsOf, MembershipRig, namesOf, rebirthsOf } from "./membership-rig.ts";

describe("membership: a silent store", () => {
  it("[CL-5] keeps the last known nodes while the store is silent; the bus says who is alive", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const two = await rig.start("rd-2");
    await rig.pass(2000);
    rig.store.fail(true);
    await rig.pass(60_000);
    assert.deepEqual(one.node.ownerState(two.node.self), { kind: "alive" });
    assert.equal(one.node.proven, true);
    rig.hub.cut(0, 1);
    assert.deepEqual(one.node.ownerState(two.node.self), { kind: "suspect" });
  });

  it("[CL-5] keeps them for 10 s after it answers again, then counts from there", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const two = await rig.start("rd-2");
    await rig.pass(2000);
    const gone = two.node.self;
    rig.store.fail(true);
    await rig.pass(2000);
    await rig.kill(two);
    await rig.pass(20_000);
    rig.store.fail(false);
    await rig.pass(11_500);
    assert.deepEqual(one.node.ownerState(gone), { kind: "suspect" });
    assert.ok(namesOf(one).includes("rd-2"));
    await rig.pass(2500);
    const state = one.node.ownerState(gone);
    assert.ok(state.kind === "gone" && state.forMs <= 4000, JSON.stringify(state));
  });

  it("[CL-5] does not keep a node whose next life is there already", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const two = await rig.start("rd-2");
    await rig.pass(2000);
    const first = two.node.self;
    rig.store.fail(true);
    await rig.pass(10_000);
    rig.store.fail(false);
    await rig.pass(4000);
    assert.notEqual(two.node.self.epoch, first.epoch);
    assert.equal(one.node.ownerState(first).kind, "gone");
    assert.deepEqual(one.node.ownerState(two.node.self), { kind: "alive" });
    assert.deepEqual(namesOf(one), ["rd-1", "rd-2"]);
  });

  it("[CL-5] does not keep a node whose slot another has by now", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const two = await rig.start("rd-2");
    await rig.pass(2000);
    rig.store.fail(true);
    await rig.kill(two);
    await rig.pass(70_000);
    rig.store.fail(false);
    const three = await rig.start("rd-3");
    await rig.pass(4000);
    assert.deepEqual([three.node.self.slot, one.node.self.slot, two.node.self.slot], [0, 1, 1]);
    assert.equal(one.node.ownerState(two.node.self).kind, "gone");
    assert.deepEqual(namesOf(one), ["rd-3", "rd-1"]);
  });

  it("[CL-13] tells that the store answers again, and that another history is behind it", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    rig.store.fail(true);
    await rig.pass(4000);
    assert.ok(!kindsOf(one).includes("storeChanged"));
    rig.store.fail(false);
    await rig.pass(2000);
    assert.equal(kindsOf(one).filter((kind) => kind === "storeChanged").length, 1);
    await rig.pass(10_000);
    rig.store.changeHistory("promoted");
    await rig.pass(4000);
    assert.equal(kindsOf(one).filter((kind) => kind === "storeChanged").length, 2);
  });

  it("[CL-5] blames nobody for what a store with another history lacks", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const two = await rig.start("rd-2");
    await rig.pass(2000);
    two.line.cut = true;
    await rig.pass(5000);
    rig.store.changeHistory("promoted");
    await rig.pass(8000);
    assert.deepEqual(one.node.ownerState(two.node.self), { kind: "alive" });
  });

  it("[CL-5] takes its own lease missing before its time for a store that lost what it had", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const two = await rig.start("rd-2");
    await rig.pass(2000);
    two.line.cut = true;
    rig.store.wipe();
    await rig.pass(6000);
    assert.equal(rebirthsOf(one).length, 1);
    assert.deepEqual(one.node.ownerState(two.node.self), { kind: "alive" });
  });
});
