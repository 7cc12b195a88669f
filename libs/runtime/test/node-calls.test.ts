import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate } from "node:timers/promises";
import { nodeName, silentLogger } from "@fairlead/base";
import { MemoryBusHub, type NodeRole, type NodeSet, type NodeView } from "@fairlead/cluster";
import { AdminCommands, NodeCalls, type NodeReply, textAnswer } from "@fairlead/runtime";
import { ManualClock } from "@fairlead/testkit";

const view = (slot: number, role: NodeRole): NodeView => ({
  slot,
  epoch: `e${slot}`,
  name: nodeName(`${role}-${slot}`),
  role,
  state: "serving",
  release: "1",
  schema: 1,
  busAddress: "",
  meshAddress: "",
  settingsVersion: 0,
  trust: "",
});
const RD = view(1, "rendezvous");
const RL = view(2, "relay");

class TwoNodes {
  readonly clock = new ManualClock();
  readonly hub = new MemoryBusHub();
  readonly ran: string[] = [];
  readonly rd = this.#calls(RD);
  readonly rl = this.#calls(RL);

  #calls(self: NodeView): NodeCalls {
    const nodes = { self, nodes: () => [RD, RL] } as unknown as NodeSet;
    const commands = ["peers", "sessions", "kick", "slow"].map((name) => ({
      name,
      aliases: [],
      usage: "",
      help: "",
      run: async (words: readonly string[]) => {
        this.ran.push([self.name, name, ...words].join(" "));
        if (name === "slow") await new Promise(() => undefined);
        return textAnswer(`${name} of ${self.name}`);
      },
    }));
    const bus = this.hub.bus(self, self.role);
    const settings = { maxRunning: 2, maxWaiting: 3, maxAnswerBytes: 200 };
    return new NodeCalls({ clock: this.clock, bus, nodes }, new AdminCommands(commands, silentLogger), settings);
  }
}

const said = (reply: NodeReply): string =>
  reply.kind === "silent" ? `silent: ${reply.reason}` : JSON.stringify(Object.values(reply.answer)[1]);

describe("calls between nodes", () => {
  it("run the words there, and on the node itself directly", async () => {
    const two = new TwoNodes();
    const replies = await two.rd.askAll(two.rd.nodes(), ["sessions", "x"]);
    assert.deepEqual(replies.map(said), ['"sessions of relay-2"', '"sessions of rendezvous-1"']);
    assert.deepEqual(two.ran.toSorted(), ["relay-2 sessions x", "rendezvous-1 sessions x"]);
  });

  it("end at their deadline when the node is silent, and at once when there is no way to it", async () => {
    const two = new TwoNodes();
    two.hub.cut(1, 2, "silent");
    const waiting = two.rd.ask(RL, ["sessions"]);
    two.clock.advance(5_000);
    assert.equal(said(await waiting), "silent: no answer in 5 s");
    two.hub.cut(1, 2, "down");
    assert.equal(said(await two.rd.ask(RL, ["sessions"])), "silent: not reached: bus_down");
  });

  it("may look for a relay, and change nothing [CL-41]", async () => {
    const two = new TwoNodes();
    assert.equal(said(await two.rl.ask(RD, ["peers"])), '"peers of rendezvous-1"');
    assert.equal(said(await two.rl.ask(RD, ["kick", "7"])), '"a relay may not ask for kick"');
    assert.deepEqual(two.ran, ["rendezvous-1 peers"]);
  });

  it("are bounded on both sides: those that run, and those that wait", async () => {
    const two = new TwoNodes();
    const slow = [1, 2].map(() => two.rd.ask(RL, ["slow"]));
    assert.match(said(await two.rd.ask(RL, ["slow"])), /too many commands run here/);
    two.hub.cut(1, 2, "silent");
    void two.rd.ask(RL, ["slow"]);
    assert.equal(said(await two.rd.ask(RL, ["slow"])), "silent: too many calls wait for answers");
    two.clock.advance(5_000);
    assert.deepEqual((await Promise.all(slow)).map(said), ["silent: no answer in 5 s", "silent: no answer in 5 s"]);
  });

  it("take an answer from nobody but the node that was asked", async () => {
    const two = new TwoNodes();
    two.hub.cut(1, 2, "silent");
    const forger = two.hub.bus({ slot: 3, epoch: "e3" }, "relay");
    const waiting = two.rd.ask(RL, ["sessions"]);
    for (const seq of [1, 2, 3]) forger.send(RD, { kind: "answer", seq, json: '{"kind":"text","text":"forged"}' });
    await setImmediate();
    two.clock.advance(5_000);
    assert.equal(said(await waiting), "silent: no answer in 5 s");
  });

  it("end with this node", async () => {
    const two = new TwoNodes();
    two.hub.cut(1, 2, "silent");
    const waiting = two.rd.ask(RL, ["sessions"]);
    two.rd[Symbol.dispose]();
    assert.equal(said(await waiting), "silent: this node ends");
  });
});
