import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { kindsOf, MembershipRig, rebirthsOf } from "./membership-rig.ts";

describe("membership: a process that stood still", () => {
  it("[CL-7] is unproven at once, before any timer runs, until it has a new epoch", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const two = await rig.start("rd-2");
    await rig.pass(2000);
    const before = two.node.self;
    rig.stop(two);
    await rig.pass(10_000);
    assert.equal(one.node.ownerState(before).kind, "gone");
    assert.equal(two.node.proven, false);
    rig.wake(two);
    assert.equal(two.node.proven, false);
    await rig.settle();
    assert.equal(rebirthsOf(two).length, 1);
    assert.deepEqual(two.provenAtRebirth, [false]);
    assert.equal(two.node.proven, true);
    await rig.pass(2000);
    assert.deepEqual(one.node.ownerState(two.node.self), { kind: "alive" });
  });

  it("[CL-7] is unproven after a stop of 5 s, although its lease still held, until the store has said so", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    await rig.pass(2000);
    rig.stop(one);
    await rig.pass(4800);
    assert.equal(one.node.proven, false);
    rig.wake(one);
    await rig.settle();
    assert.equal(one.node.proven, true);
    assert.deepEqual(rebirthsOf(one), []);
  });

  it("[CL-7] is unproven after a shorter stop that came just before a renewal was due", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    one.line.hold();
    await rig.pass(5500);
    assert.equal(one.node.proven, true);
    rig.stop(one);
    await rig.pass(3000);
    assert.equal(one.node.proven, false);
    one.line.release();
    rig.wake(one);
    await rig.settle();
    assert.equal(one.node.proven, true);
  });

  it("[CL-7] takes no answer to what it asked before the stop for a proof", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const two = await rig.start("rd-2");
    two.line.hold();
    await rig.pass(2000);
    rig.stop(two);
    await rig.pass(10_000);
    two.line.release();
    two.line.hold();
    rig.wake(two);
    await rig.settle();
    assert.equal(two.node.proven, false);
    two.line.release();
    await rig.settle();
    assert.equal(two.node.proven, true);
    assert.equal(rebirthsOf(two).length, 1);
    assert.deepEqual(rebirthsOf(one), []);
  });

  it("[CL-5] does not take a time limit that ran out while it stood still for a silent store", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    one.line.hold();
    await rig.pass(2000);
    rig.stop(one);
    await rig.pass(10_000);
    one.line.fail();
    rig.wake(one);
    await rig.settle();
    assert.equal(one.node.proven, true);
    assert.deepEqual(kindsOf(one), ["reborn", "nodes"]);
  });

  it("[CL-4] does not blame the bus for the time it stood still", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    await rig.pass(2000);
    rig.stop(one);
    await rig.pass(10_000);
    one.clock.wake();
    await rig.settle();
    assert.equal(one.node.complaint(), undefined);
    assert.equal(rebirthsOf(one).length, 1);
  });

  it("[CL-5] goes on as it was when the store is silent as well", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    await rig.pass(2000);
    rig.stop(one);
    rig.store.fail(true);
    await rig.pass(10_000);
    assert.equal(one.node.proven, false);
    rig.wake(one);
    await rig.settle();
    assert.equal(one.node.proven, true);
    assert.deepEqual(rebirthsOf(one), []);
  });

  it("[CL-7] is not disturbed by a slow beat or by timers that run late a little", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    await rig.pass(2000);
    rig.stop(one);
    await rig.pass(3900);
    assert.equal(one.node.proven, true);
    rig.wake(one);
    await rig.pass(20_000);
    assert.equal(one.node.proven, true);
    assert.deepEqual(rebirthsOf(one), []);
  });
});
