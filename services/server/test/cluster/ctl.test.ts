import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NodeRig, type RigNode } from "./node-rig.ts";

async function four(rig: NodeRig): Promise<readonly [RigNode, RigNode, RigNode, RigNode]> {
  const nodes = [
    await rig.join("rd-1", "rendezvous"),
    await rig.join("rd-2", "rendezvous"),
    await rig.join("rl-1", "relay"),
    await rig.join("rl-2", "relay"),
  ] as const;
  nodes[0].role.held.push("111");
  nodes[1].role.held.push("222", "223");
  nodes[2].role.held.push("7");
  nodes[3].role.held.push("7", "8");
  await rig.pass(2_500);
  return nodes;
}
const lines = (text: string): readonly string[] =>
  text.split("\n").map((line) => line.replaceAll(/ {2,}/g, " ").trim());

describe("ctl over all nodes", () => {
  it("says the same of devices, sessions and nodes from whichever it is asked", async () => {
    await using rig = new NodeRig();
    const nodes = await four(rig);
    for (const node of nodes) {
      assert.deepEqual(lines(await node.ctl("peers")), [
        "node id address",
        "rd-1 111 192.0.2.1:5",
        "rd-2 222 192.0.2.1:5",
        "rd-2 223 192.0.2.1:5",
      ]);
      assert.deepEqual(lines(await node.ctl("peers", "count")), ["node devices", "rd-1 1", "rd-2 2", "all 3"]);
      assert.deepEqual(lines(await node.ctl("sessions")), [
        "session uuid",
        "rl-1/7 uuid-7",
        "rl-2/7 uuid-7",
        "rl-2/8 uuid-8",
      ]);
      assert.deepEqual(lines(await node.ctl("u")), ["rl-1 7", "rl-2 7", "rl-2 8"]);
      assert.deepEqual(lines(await node.ctl("peer", "222")).slice(1), ["node rd-2", "id 222", "here yes"]);
      assert.equal(await node.ctl("relays"), "all relays");
      const table = lines(await node.ctl("nodes"));
      assert.deepEqual(
        table.map((line) => line.split(" ").slice(0, 7).join(" ")),
        [
          "node role slot address state release settings",
          "rd-1 rendezvous 0 rd-1:9092 serving 1 0",
          "rd-2 rendezvous 1 rd-2:9092 serving 1 0",
          "rl-1 relay 2 rl-1:9092 serving 1 0",
          "rl-2 relay 3 rl-2:9092 serving 1 0",
        ],
      );
    }
  });

  it("gives a node that does not answer a line of its own", async () => {
    await using rig = new NodeRig();
    const [rd1] = await four(rig);
    rig.hub.cut(0, 1, "silent");
    rig.hub.cut(0, 3, "down");
    assert.deepEqual(lines(await rd1.ctl("peers")), [
      "node id address",
      "rd-1 111 192.0.2.1:5",
      "rd-2 (no answer in 5 s)",
    ]);
    assert.deepEqual(lines(await rd1.ctl("sessions")), [
      "session uuid",
      "rl-1/7 uuid-7",
      "rl-2 (not reached: bus_down)",
    ]);
    assert.match(await rd1.ctl("nodes"), /^rd-2 .*no answer in 5 s$/m);
  });

  it("finds a device by a part of its id on the one node that knows it", async () => {
    await using rig = new NodeRig();
    const [rd1] = await four(rig);
    assert.deepEqual(lines(await rd1.ctl("peers", "223")), ["node id address", "rd-2 223 192.0.2.1:5"]);
    assert.equal(await rd1.ctl("peers", "999"), "999 has never registered here");
  });

  it("kicks a device and a session wherever they are, and says when it is done [CL-34]", async () => {
    await using rig = new NodeRig();
    const [rd1, rd2, rl1, rl2] = await four(rig);
    assert.equal(await rd1.ctl("kick-peer", "222"), "222 was on rd-2; it is offline until it registers again");
    assert.deepEqual(rd2.role.held, ["223"]);
    assert.equal(await rd1.ctl("kick-peer", "222"), "222 is on no node; do: ctl peer 222");
    assert.equal(await rd1.ctl("kick", "rl-2/7"), "rl-2/7 has ended");
    assert.deepEqual([rl1.role.held, rl2.role.held], [["7"], ["8"]]);
    assert.equal(await rl1.ctl("kick", "7"), "rl-1/7 has ended");
    assert.match(await rd1.ctl("kick", "7"), /there is no relay rd-1; do: ctl sessions/);
    assert.equal(await rd1.ctl("kick", "rl-2/99"), "rl-2: there is no 99");
  });

  it("lets a relay look, and change nothing elsewhere [CL-41]", async () => {
    await using rig = new NodeRig();
    const [rd1, , rl1, rl2] = await four(rig);
    assert.match(await rl1.ctl("kick-peer", "111"), /a relay takes no device offline; do: ctl kick-peer 111 at rd-1/);
    assert.match(await rl1.ctl("kick", "rl-2/7"), /do: ctl kick rl-2\/7 at a rendezvous, or at rl-2/);
    assert.match(await rl1.ctl("drain", "rd-1"), /do: ctl drain rd-1 at a rendezvous, or at rd-1/);
    assert.match(
      await rl1.ctl("rendezvous-setting", "on"),
      /no command of a relay; do: ctl rendezvous-setting at rd-1/,
    );
    assert.deepEqual([rd1.role.held, rl2.role.held, rd1.role.setting], [["111"], ["7", "8"], "off"]);
  });

  it("knows no word that no node knows", async () => {
    await using rig = new NodeRig();
    const [rd1] = await four(rig);
    assert.match(await rd1.ctl("sesions"), /^unknown command sesions; do: ctl sessions/);
  });
});

describe("[KU-34] a node that is told to end", () => {
  for (const role of ["rendezvous", "relay"] as const)
    it(`stays ready for its delay, then is not, and ends no sooner: a ${role}`, async () => {
      await using rig = new NodeRig();
      const node = await rig.join("n-1", role, 30_000);
      let ended = false;
      const ending = node.drain.toEnd(new AbortController().signal).then(() => {
        ended = true;
      });
      await rig.pass(29_000);
      assert.deepEqual([node.health.readiness().status, ended], ["serving", false]);
      assert.deepEqual(node.role.drains, role === "relay" ? ["for good"] : [], "devices are asked away afterwards");
      await rig.pass(1100);
      assert.equal(node.health.readiness().status, "draining");
      await ending;
      assert.deepEqual(node.role.drains, ["for good"]);
    });

  it("counts the delay from the drain that came before, and is not taken back any more", async () => {
    await using rig = new NodeRig();
    const node = await rig.join("rd-1", "rendezvous", 30_000);
    node.drain.begin();
    await rig.pass(31_000);
    assert.deepEqual(node.role.drains, ["for now"]);
    await node.drain.toEnd(new AbortController().signal);
    await node.drain.undrain();
    assert.deepEqual(node.role.drains, ["for now", "for good"]);
    assert.equal(node.health.readiness().status, "draining");
  });

  it("waits for nothing when a second signal says now, and asks nobody away when it is taken back in time", async () => {
    await using rig = new NodeRig();
    const one = await rig.join("rd-1", "rendezvous", 30_000);
    await one.drain.toEnd(AbortSignal.abort());
    assert.deepEqual(one.role.drains, ["for good"]);
    const other = await rig.join("rd-2", "rendezvous", 30_000);
    other.drain.begin();
    await rig.pass(10_000);
    await other.drain.undrain();
    await rig.pass(30_000);
    assert.deepEqual([other.role.drains, other.health.readiness().status], [["back"], "serving"]);
  });
});

describe("ctl drain", () => {
  it("takes another node out of use and back: its card at once, its health 2 s later [CL-2][CL-47][CL-48]", async () => {
    await using rig = new NodeRig();
    const [rd1, rd2] = await four(rig);
    assert.match(await rd1.ctl("drain", "rd-2"), /^rd-2 drains/);
    assert.equal(rd2.health.phase, "serving");
    await rig.pass(2_500);
    assert.equal(rd2.health.phase, "draining");
    assert.match(await rd1.ctl("nodes"), /^rd-2 .* draining /m);
    assert.equal(await rd1.ctl("undrain", "rd-2"), "rd-2 serves");
    assert.equal(rd2.health.phase, "serving");
    await rig.pass(2_500);
    assert.match(await rd1.ctl("nodes"), /^rd-2 .* serving /m);
    assert.deepEqual(rd2.role.drains, ["for now", "back"]);
    assert.match(await rd1.ctl("drain", "rd-9"), /there is no node rd-9; do: ctl nodes/);
  });

  it("taken back in time never lets health know", async () => {
    await using rig = new NodeRig();
    const rd1 = await rig.join("rd-1", "rendezvous");
    await rd1.ctl("drain");
    await rd1.ctl("undrain");
    await rig.pass(5_000);
    assert.equal(rd1.health.phase, "serving");
  });

  it("before the end of the process is for good", async () => {
    await using rig = new NodeRig();
    const rd1 = await rig.join("rd-1", "rendezvous");
    await rd1.ctl("drain");
    await rig.meanwhile(rd1.drain.toEnd(new AbortController().signal));
    assert.deepEqual(rd1.role.drains, ["for now", "for good"]);
  });
});
