import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { kindsOf, MembershipRig, rebirthsOf } from "./membership-rig.ts";

describe("membership: a lost lease", () => {
  it("[CL-7] takes a new epoch in its own slot, and tells so before it is proven again", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const before = one.node.self;
    rig.store.fail(true);
    await rig.pass(8000);
    assert.equal(one.node.proven, true, "nobody can have taken over while the store was silent");
    rig.store.fail(false);
    await rig.pass(2000);
    assert.deepEqual(rebirthsOf(one), [{ kind: "reborn", before, self: one.node.self }]);
    assert.equal(one.node.self.slot, before.slot);
    assert.notEqual(one.node.self.epoch, before.epoch);
    assert.deepEqual(one.provenAtRebirth, [false]);
    assert.equal(one.node.proven, true);
    assert.equal(one.node.ownerState(before).kind, "gone");
    assert.deepEqual(one.node.ownerState(one.node.self), { kind: "self" });
  });

  it("[CL-7] tells reborn before nodes and storeChanged", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    rig.store.fail(true);
    await rig.pass(8000);
    one.events.length = 0;
    rig.store.fail(false);
    await rig.pass(2000);
    assert.deepEqual(kindsOf(one), ["reborn", "nodes", "storeChanged"]);
  });

  it("[CL-7] stays unproven while the store lets it have no new lease", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    await rig.pass(2000);
    rig.store.wipe();
    one.line.hold();
    await rig.pass(2000);
    one.line.cut = true;
    one.line.release();
    await rig.pass(4000);
    assert.equal(one.node.proven, false);
    assert.match(one.node.complaint() ?? "", /lease is lost/);
    one.line.cut = false;
    await rig.pass(2000);
    assert.equal(one.node.proven, true);
    assert.equal(one.node.complaint(), undefined);
  });

  it("[CL-8] leaves a slot that another has meanwhile to it", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    one.line.cut = true;
    await rig.pass(70_000);
    const two = await rig.start("rd-2");
    assert.equal(two.node.self.slot, one.node.self.slot);
    one.line.cut = false;
    await rig.pass(2000);
    assert.notEqual(one.node.self.slot, two.node.self.slot);
    assert.equal(one.node.proven && two.node.proven, true);
    assert.deepEqual(rebirthsOf(two), []);
  });
});
