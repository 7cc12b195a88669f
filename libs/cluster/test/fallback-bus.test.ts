import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type DropReason, nodeName } from "@fairlead/base";
import type { NodeRef } from "@fairlead/wire";
import { FallbackBus, MemoryBusHub, type NodeRole, type NodeView } from "../src/index.ts";
import { type BusNode, type MessageBusHarness, messageBusContract } from "../testing/index.ts";

const viewOf = (self: NodeRef, role: NodeRole): NodeView => ({
  ...self,
  name: nodeName(`n${self.slot}`),
  role,
  state: "serving",
  release: "1",
  schema: 1,
  busAddress: "",
  meshAddress: "",
  settingsVersion: 0,
  trust: "",
});

/** Two hubs: the wires of the streams, and those of pub/sub. */
class TwoWays implements MessageBusHarness {
  readonly drops: DropReason[] = [];
  readonly streams = new MemoryBusHub({ maxQueued: 5000 }, { drop: (reason) => this.drops.push(reason) });
  readonly pubsub = new MemoryBusHub({ maxQueued: 5000 }, { drop: (reason) => this.drops.push(reason) });
  #nodes: BusNode[] = [];

  async open(...roles: readonly NodeRole[]): Promise<readonly BusNode[]> {
    const selves = roles.map((role, index) => ({ self: { slot: index + 1, epoch: `e${index}` }, role }));
    this.#nodes = selves.map(({ self, role }) => {
      const bus = new FallbackBus(this.streams.bus(self, role), this.pubsub.bus(self, role));
      return { self, bus };
    });
    const views = selves.map(({ self, role }) => viewOf(self, role));
    for (const { self, bus } of this.#nodes) bus.follow(self, views);
    return this.#nodes;
  }
  dropped(reason: DropReason): number {
    return this.drops.filter((one) => one === reason).length;
  }
  turn(): Promise<void> {
    return Promise.resolve();
  }
  async cut(from: BusNode, to: BusNode): Promise<void> {
    this.streams.cut(from.self.slot, to.self.slot);
    this.pubsub.cut(from.self.slot, to.self.slot);
  }
  async heal(): Promise<void> {
    this.streams.heal();
    this.pubsub.heal();
  }
  async [Symbol.asyncDispose](): Promise<void> {
    for (const { bus } of this.#nodes) await bus[Symbol.asyncDispose]();
  }
}

messageBusContract("streams with pub/sub behind them", async () => new TwoWays());

const nodes = async (test: TwoWays): Promise<readonly [BusNode, BusNode, number[]]> => {
  const [a, b] = await test.open("rendezvous", "rendezvous");
  const heard: number[] = [];
  b?.bus.receive((_, message) => message.kind === "echo" && heard.push(message.nonce));
  return [a ?? assert.fail(), b ?? assert.fail(), heard];
};

describe("streams with pub/sub behind them", () => {
  it("[CL-44] go by pub/sub while the stream is down, and back, each message once", async () => {
    await using test = new TwoWays();
    const [a, b, heard] = await nodes(test);
    test.pubsub.cut(1, 2);
    a.bus.send(b.self, { kind: "echo", nonce: 1 });
    await Promise.resolve();
    test.pubsub.heal();
    test.streams.cut(1, 2);
    assert.equal(a.bus.linked(2), false, "the stream alone says whether a node lives");
    assert.equal(a.bus.send(b.self, { kind: "echo", nonce: 2 }), undefined);
    await Promise.resolve();
    test.streams.heal();
    a.bus.send(b.self, { kind: "echo", nonce: 3 });
    await Promise.resolve();
    assert.deepEqual(heard, [1, 2, 3]);
  });

  it("[CL-4] go to oneself by pub/sub, whatever the streams do", async () => {
    await using test = new TwoWays();
    const [a] = await nodes(test);
    const heard: string[] = [];
    a.bus.receive((_, message) => heard.push(message.kind));
    test.streams.cut(1, 1);
    assert.equal(a.bus.send(a.self, { kind: "echo", nonce: 1 }), undefined);
    await Promise.resolve();
    assert.deepEqual(heard, ["echo"]);
    test.streams.heal();
    test.pubsub.cut(1, 1, "silent");
    a.bus.send(a.self, { kind: "echo", nonce: 2 });
    await Promise.resolve();
    assert.deepEqual(heard, ["echo"]);
  });

  it("[CL-40] do not let a full stream be overtaken by pub/sub", async () => {
    await using test = new TwoWays();
    const [a, b] = await nodes(test);
    test.streams.hold(2);
    while (a.bus.send(b.self, { kind: "echo", nonce: 1 }) === undefined);
    assert.equal(a.bus.send(b.self, { kind: "echo", nonce: 2 }), "bus_full");
  });
});
