import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MembershipRig, namesOf } from "./membership-rig.ts";

describe("membership: owners", () => {
  it("[CL-6] counts 45 s from when a lease is missing: killed, within 6 s of its last renewal", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const two = await rig.start("rd-2");
    await rig.pass(2000);
    const gone = two.node.self;
    assert.deepEqual(one.node.ownerState(gone), { kind: "alive" });
    await rig.kill(two);
    await rig.pass(5000);
    assert.deepEqual(one.node.ownerState(gone), { kind: "suspect" });
    await rig.pass(3000);
    const state = one.node.ownerState(gone);
    assert.ok(state.kind === "gone" && state.forMs <= 2000, JSON.stringify(state));
    await rig.pass(10_000);
    const later = one.node.ownerState(gone);
    assert.ok(later.kind === "gone" && later.forMs === state.forMs + 10_000, JSON.stringify(later));
    assert.deepEqual(namesOf(one), ["rd-1"]);
  });

  it("[CL-6] counts although nobody asked when the lease went missing", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const two = await rig.start("rd-2");
    await rig.pass(2000);
    await rig.kill(two);
    await rig.pass(40_000);
    const state = one.node.ownerState(two.node.self);
    assert.ok(state.kind === "gone" && state.forMs >= 30_000, JSON.stringify(state));
  });

  it("[CL-6] counts for an owner that a node which has just started never saw, from when it was first asked for", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const stranger = { slot: 9, epoch: "before-my-time" };
    assert.deepEqual(one.node.ownerState(stranger), { kind: "gone", forMs: 0 });
    await rig.pass(44_000);
    assert.deepEqual(one.node.ownerState(stranger), { kind: "gone", forMs: 44_000 });
  });

  it("[CL-6] forgets nobody's clock for a flood of strangers beyond the bound: the oldest starts anew", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    for (let epoch = 0; epoch <= 4096; epoch += 1) one.node.ownerState({ slot: 9, epoch: String(epoch) });
    await rig.pass(1000);
    assert.deepEqual(one.node.ownerState({ slot: 9, epoch: "4096" }), { kind: "gone", forMs: 1000 });
    assert.deepEqual(one.node.ownerState({ slot: 9, epoch: "0" }), { kind: "gone", forMs: 0 });
  });

  it("[CL-6] starts the clock anew for a lease that was back in between", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const next = { slot: 1, epoch: "epoch-2" };
    one.node.ownerState(next);
    await rig.pass(10_000);
    const two = await rig.start("rd-2");
    assert.deepEqual({ ...two.node.self }, next);
    await rig.pass(2000);
    await rig.kill(two);
    await rig.pass(8000);
    const state = one.node.ownerState(next);
    assert.ok(state.kind === "gone" && state.forMs <= 2000, JSON.stringify(state));
  });

  it("[CL-6] tells who left on purpose from who is gone, and asks the bus for no stream to it", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const two = await rig.start("rd-2");
    await rig.pass(2000);
    const left = two.node.self;
    await two.node.leave();
    await rig.pass(2000);
    assert.deepEqual(one.node.ownerState(left), { kind: "left", forMs: 0 });
    assert.equal(one.bus.send(left, { kind: "echoed", nonce: 0 }), "bus_unknown_node");
    await rig.pass(60_000);
    assert.deepEqual(one.node.ownerState(left), { kind: "left", forMs: 60_000 });
    assert.deepEqual(namesOf(one), ["rd-1"]);
  });

  it("[CL-22] suspects an owner that has a lease and cannot be reached", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const two = await rig.start("rd-2");
    await rig.pass(2000);
    rig.hub.cut(0, 1);
    assert.deepEqual(one.node.ownerState(two.node.self), { kind: "suspect" });
    rig.hub.heal();
    assert.deepEqual(one.node.ownerState(two.node.self), { kind: "alive" });
    assert.deepEqual(one.node.ownerState(one.node.self), { kind: "self" });
  });
});
