import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodeName, noMetrics, silentLogger } from "@fairlead/base";
import { SeededRandom } from "@fairlead/testkit";
import { Membership, type NodeEvent, StoreUnavailableError } from "../src/index.ts";
import { cardOf, MembershipRig, type RigNode } from "./membership-rig.ts";

const kinds = (one: RigNode): string[] => one.events.map(({ kind }) => kind);
const names = (one: RigNode): string[] => one.node.nodes().map(({ name }) => name);
const rebirths = (one: RigNode): Extract<NodeEvent, { kind: "reborn" }>[] =>
  one.events.filter((event) => event.kind === "reborn");

describe("membership: the lease", () => {
  it("[CL-3] renews every 2 s, and each node sees the others within 2 s", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    const two = await rig.start("rd-2");
    await rig.pass(2000);
    assert.deepEqual(names(one), ["rd-1", "rd-2"]);
    assert.deepEqual(names(two), ["rd-1", "rd-2"]);
    assert.notEqual(one.node.self.slot, two.node.self.slot);
    const before = one.line.renewals;
    await rig.pass(20_000);
    assert.equal(one.line.renewals - before, 10);
    assert.equal(one.node.proven, true);
    assert.deepEqual(rebirths(one), []);
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
    assert.ok(kinds(one).includes("nodes"));
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
    assert.deepEqual(names(one), ["rd-1"]);
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
    assert.deepEqual(names(one), ["rd-1"]);
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
    assert.ok(names(one).includes("rd-2"));
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
    assert.deepEqual(names(one), ["rd-1", "rd-2"]);
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
    assert.deepEqual(names(one), ["rd-3", "rd-1"]);
  });

  it("[CL-13] tells that the store answers again, and that another history is behind it", async () => {
    await using rig = new MembershipRig();
    const one = await rig.start("rd-1");
    rig.store.fail(true);
    await rig.pass(4000);
    assert.ok(!kinds(one).includes("storeChanged"));
    rig.store.fail(false);
    await rig.pass(2000);
    assert.equal(kinds(one).filter((kind) => kind === "storeChanged").length, 1);
    await rig.pass(10_000);
    rig.store.changeHistory("promoted");
    await rig.pass(4000);
    assert.equal(kinds(one).filter((kind) => kind === "storeChanged").length, 2);
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
    assert.equal(rebirths(one).length, 1);
    assert.deepEqual(one.node.ownerState(two.node.self), { kind: "alive" });
  });
});

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
    assert.deepEqual(rebirths(one), [{ kind: "reborn", before, self: one.node.self }]);
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
    assert.deepEqual(kinds(one), ["reborn", "nodes", "storeChanged"]);
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
    assert.deepEqual(rebirths(two), []);
  });
});

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
    assert.equal(rebirths(two).length, 1);
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
    assert.deepEqual(rebirths(one), []);
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
    assert.equal(rebirths(two).length, 1);
    assert.deepEqual(rebirths(one), []);
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
    assert.deepEqual(kinds(one), ["reborn", "nodes"]);
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
    assert.equal(rebirths(one).length, 1);
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
    assert.deepEqual(rebirths(one), []);
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
    assert.deepEqual(rebirths(one), []);
  });
});

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
    assert.deepEqual(rebirths(one), []);
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
    assert.deepEqual(rebirths(one), []);
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
    assert.deepEqual(rebirths(one), []);
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
    assert.equal(rebirths(two).length, 1);
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
    assert.deepEqual(rebirths(relay), []);
  });
});
