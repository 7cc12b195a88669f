import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NodeRig } from "./node-rig.ts";

describe("what ctl changes on one node holds on all [CL-34]", () => {
  it("and it answers when all have it, with the version", async () => {
    await using rig = new NodeRig();
    const [rd1, rd2, rl1] = [
      await rig.join("rd-1", "rendezvous"),
      await rig.join("rd-2", "rendezvous"),
      await rig.join("rl-1", "relay"),
    ];
    await rig.pass(2_500);
    assert.equal(await rd1.ctl("rendezvous-setting", "on"), "in force on 3 of 3 nodes (version 1)");
    assert.equal(rd2.role.setting, "on");
    assert.equal(rl1.role.setting, "off");
    assert.equal(await rd2.ctl("rendezvous-setting"), "on");
  });

  it("and hears that others have it before its own next renewal", async () => {
    await using rig = new NodeRig();
    const [rd1, rd2] = [await rig.join("rd-1", "rendezvous"), await rig.join("rd-2", "rendezvous")];
    await rig.pass(2_100);
    const startedMs = rig.clock.now();
    assert.equal(await rd1.ctl("rendezvous-setting", "on"), "in force on 2 of 2 nodes (version 1)");
    assert.equal(rd2.role.setting, "on");
    const tookMs = rig.clock.now() - startedMs;
    assert.ok(tookMs < 3_000, `${tookMs} ms: the other's renewal and its own, one after the other, are 4 s`);
  });

  it("and says who has not confirmed within 5 s", async () => {
    await using rig = new NodeRig();
    const [rd1, rd2] = [await rig.join("rd-1", "rendezvous"), await rig.join("rd-2", "rendezvous")];
    await rig.pass(2_500);
    await rd2.membership[Symbol.asyncDispose]();
    assert.match(
      await rd1.ctl("rendezvous-setting", "on"),
      /^in force on 1 of 2 nodes \(version 1\); not confirmed within 5 s: rd-2/,
    );
  });

  it("or on none, when the store cannot be told", async () => {
    await using rig = new NodeRig();
    const rd1 = await rig.join("rd-1", "rendezvous");
    rig.settings.fail(true);
    assert.match(await rd1.ctl("rendezvous-setting", "on"), /^nothing was changed: .*do: try again when Redis answers/);
    assert.equal(rd1.role.setting, "off");
  });

  it("also on a node that starts later, before it serves", async () => {
    await using rig = new NodeRig();
    const rd1 = await rig.join("rd-1", "rendezvous");
    await rd1.ctl("rendezvous-setting", "on");
    const rd2 = await rig.join("rd-2", "rendezvous");
    assert.equal(rd2.role.setting, "on");
  });

  it("and a node that cannot read them tries again with its next renewals", async () => {
    await using rig = new NodeRig();
    const [rd1, rd2] = [await rig.join("rd-1", "rendezvous"), await rig.join("rd-2", "rendezvous")];
    await rig.settings.change(new Map([["rendezvous-setting", "on"]]));
    rig.settings.fail(true);
    await rig.pass(4_000);
    assert.deepEqual([rd1.role.setting, rd2.role.setting], ["off", "off"]);
    rig.settings.fail(false);
    await rig.pass(4_000);
    assert.deepEqual([rd1.role.setting, rd2.role.setting], ["on", "on"]);
  });

  it("by a word of the other role, asked where that word is known", async () => {
    await using rig = new NodeRig();
    const [rd1, rl1, rl2] = [
      await rig.join("rd-1", "rendezvous"),
      await rig.join("rl-1", "relay"),
      await rig.join("rl-2", "relay"),
    ];
    await rig.pass(2_500);
    assert.match(await rd1.ctl("relay-setting", "slow"), /^in force on 3 of 3 nodes/);
    assert.deepEqual([rl1.role.setting, rl2.role.setting], ["slow", "slow"]);
  });
});
