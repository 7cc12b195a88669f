import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodeName } from "@fairlead/base";
import { MembershipRig, rebirthsOf } from "./membership-rig.ts";

describe("membership: the echo", () => {
  const cutOff = (rig: MembershipRig, slot: number, others: readonly number[]): void => {
    for (const other of [slot, ...others]) {
      rig.hub.cut(slot, other, "silent");
      rig.hub.cut(other, slot, "silent");
    }
  };

  it("[CL-4] keeps the lease of a lone node whose words come back by pub/sub", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    await rig.pass(60_000);
    assert.equal(one.line.renewals, 31);
    assert.equal(one.node.complaint(), undefined);
  });

  it("[CL-4] keeps it while a peer answers, although pub/sub does not", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    await rig.start("rd-2");
    rig.hub.cut(0, 0, "silent");
    await rig.pass(60_000);
    assert.equal(one.node.complaint(), undefined);
    assert.deepEqual(rebirthsOf(one), []);
  });

  it("[CL-4] asks itself only where no peer answers", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    await rig.start("rd-2");
    await rig.pass(2000);
    let own = 0;
    using _hearing = one.bus.receive((from) => {
      if (from.slot === one.node.self.slot) own += 1;
    });
    await rig.pass(20_000);
    assert.equal(own, 0);
  });

  it("[CL-4] keeps it while pub/sub brings its words back, although no peer does", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    await rig.start("rd-2");
    rig.hub.cut(0, 1, "silent");
    rig.hub.cut(1, 0, "silent");
    await rig.pass(60_000);
    assert.equal(one.node.complaint(), undefined);
    assert.deepEqual(rebirthsOf(one), []);
  });

  it("[CL-4] asks another peer when one does not answer", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    await rig.start("rd-2");
    await rig.start("rd-3");
    rig.hub.cut(0, 0, "silent");
    rig.hub.cut(1, 0, "silent");
    await rig.pass(60_000);
    assert.equal(one.node.complaint(), undefined);
    assert.deepEqual(rebirthsOf(one), []);
  });

  it("[CL-4] gives the lease up when nothing comes back for 6 s while the store answers, and speaks no more when it has run out", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const two = await rig.start("rd-2");
    await rig.pass(4000);
    cutOff(rig, 1, [0]);
    await rig.pass(5000);
    assert.equal(two.node.complaint(), undefined);
    await rig.pass(5000);
    assert.match(two.node.complaint() ?? "", /nobody hears this node/);
    assert.equal(two.node.proven, true, "the lease has not run out yet");
    const before = two.line.renewals;
    await rig.pass(6000);
    assert.equal(two.line.renewals, before);
    assert.equal(two.node.proven, false);
    assert.equal(one.node.ownerState(two.node.self).kind, "gone");
    assert.equal(one.node.complaint(), undefined);
  });

  it("[CL-4] takes a new lease when an echo returns, before it speaks again", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const two = await rig.start("rd-2");
    await rig.pass(4000);
    cutOff(rig, 1, [0]);
    await rig.pass(30_000);
    rig.hub.heal();
    two.line.hold();
    await rig.pass(4000);
    assert.equal(two.node.complaint(), undefined);
    assert.equal(two.node.proven, false);
    two.line.release();
    await rig.settle();
    assert.equal(rebirthsOf(two).length, 1);
    assert.deepEqual(two.provenAtRebirth, [false]);
    assert.equal(two.node.proven, true);
    assert.equal(two.node.complaint(), undefined);
    await rig.pass(2000);
    assert.deepEqual(one.node.ownerState(two.node.self), { kind: "alive" });
  });

  it("[CL-4] lets a lone node that hears nothing of itself serve on: nobody can have taken over", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    rig.hub.cut(0, 0, "silent");
    await rig.pass(30_000);
    assert.match(one.node.complaint() ?? "", /nobody hears this node/);
    assert.equal(one.node.proven, true);
  });

  it("[CL-4] blames nobody for a silent store: the 6 s count while it answers", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    rig.hub.cut(0, 0, "silent");
    await rig.pass(4000);
    rig.store.fail(true);
    await rig.pass(20_000);
    rig.store.fail(false);
    await rig.pass(4000);
    assert.equal(one.node.complaint(), undefined);
    await rig.pass(6000);
    assert.match(one.node.complaint() ?? "", /nobody hears/);
  });

  it("[CL-4] answers the echo of others, relays among them", async () => {
    await using rig = new MembershipRig();
    await rig.start("rd-1");
    const relay = await rig.start("relay-1", { role: "relay", name: nodeName("relay-1") });
    rig.hub.cut(1, 1, "silent");
    await rig.pass(30_000);
    assert.equal(relay.node.complaint(), undefined);
    assert.deepEqual(rebirthsOf(relay), []);
  });
});
