import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type DropReason, nodeName, noMetrics } from "@fairlead/base";
import { Forwarder, type ForwardReceiver, MemoryBusHub, type NodeSet, type NodeView } from "@fairlead/cluster";
import type { NodeRef } from "@fairlead/wire";

const [Y, X] = [
  { slot: 1, epoch: "y" },
  { slot: 2, epoch: "x" },
];

function view(node: NodeRef, fields: Partial<NodeView> = {}): NodeView {
  const card = {
    role: "rendezvous",
    state: "serving",
    release: "",
    schema: 1,
    busAddress: "",
    meshAddress: "",
  } as const;
  return { ...node, ...card, name: nodeName(`n${node.slot}`), settingsVersion: 0, trust: "", ...fields };
}

interface Side {
  readonly forwarder: Forwarder;
  readonly heard: unknown[];
  readonly drops: DropReason[];
  proven: boolean;
}

function side(hub: MemoryBusHub, self: NodeRef, others: readonly NodeView[], holds: boolean): Side {
  const heard: unknown[] = [];
  const drops: DropReason[] = [];
  const nodes = {
    self,
    get proven() {
      return made.proven;
    },
    nodes: () => others,
    ownerState: () => ({ kind: "alive" }),
    watch: () => ({ [Symbol.dispose]: () => undefined }),
  } as const satisfies NodeSet;
  const receiver: ForwardReceiver = {
    push: (push) => {
      heard.push(push);
      return holds;
    },
    pushFailed: (from, failed) => void heard.push({ from, ...failed }),
    reply: (_from, reply) => void heard.push(reply),
    replyFault: (ip) => void heard.push(ip),
  };
  const cluster = { nodes, bus: hub.bus(self) };
  const forwarder = new Forwarder({
    cluster,
    drops: { drop: (reason) => void drops.push(reason) },
    metrics: noMetrics,
  });
  const made: Side = { forwarder, heard, drops, proven: true };
  forwarder.serve(receiver);
  return made;
}

const push = { peerId: "123456789", payload: Buffer.from("push"), entry: 7, trace: "t" };
const arrived = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("Forwarder", () => {
  it("[CL-20] a push is one message to the owner, and says who waits for the reply", async () => {
    const hub = new MemoryBusHub();
    const [y, x] = [side(hub, Y, [], true), side(hub, X, [], true)];
    assert.equal(y.forwarder.push(X, push), undefined);
    await arrived();
    assert.deepEqual(x.heard, [{ kind: "push", ...push, ...Y }]);
    assert.deepEqual(y.heard, []);
  });

  it("[CL-21] an owner that does not hold the device says so, and counts the loss", async () => {
    const hub = new MemoryBusHub();
    const [y, x] = [side(hub, Y, [], true), side(hub, X, [], false)];
    y.forwarder.push(X, push);
    await arrived();
    assert.deepEqual(y.heard, [{ from: X, kind: "pushFailed", entry: 7, peerId: "123456789" }]);
    assert.deepEqual(x.drops, ["offline_peer"]);
  });

  it("what has no way is told and counted", () => {
    const hub = new MemoryBusHub();
    const y = side(hub, Y, [], true);
    hub.cut(1, 2);
    hub.bus(X);
    assert.equal(y.forwarder.push(X, push), "bus_down");
    assert.equal(y.forwarder.push({ slot: 9, epoch: "" }, push), "bus_unknown_node");
    assert.deepEqual(y.drops, ["bus_down", "bus_unknown_node"]);
  });

  it("[CL-7] a node that is not proven answers nothing of what others forward", async () => {
    const hub = new MemoryBusHub();
    const [y, x] = [side(hub, Y, [], true), side(hub, X, [], false)];
    x.proven = false;
    y.forwarder.push(X, push);
    await arrived();
    assert.deepEqual([x.heard, x.drops, y.heard], [[], ["lease_unproven"], []]);
  });

  it("[CL-23] a slot leads to the rendezvous that has it now, never to a relay, to one that left, or to itself", () => {
    const others = [
      view(Y),
      view(X),
      view({ slot: 3, epoch: "r" }, { role: "relay" }),
      view({ slot: 4, epoch: "l" }, { state: "left" }),
      view({ slot: 5, epoch: "d" }, { state: "draining" }),
    ];
    const { forwarder } = side(new MemoryBusHub(), Y, others, true);
    const found = [1, 2, 3, 4, 5, 6].map((slot) => forwarder.holderOf(slot)?.epoch);
    assert.deepEqual(found, [undefined, "x", undefined, undefined, "d", undefined]);
  });
});
