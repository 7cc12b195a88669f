import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { DropReason } from "@fairlead/base";
import { MemoryBusHub, mayHear, maySay, type NodeRole } from "../src/index.ts";
import { type BusNode, type MessageBusHarness, messageBusContract } from "../testing/index.ts";

class HubHarness implements MessageBusHarness {
  readonly #drops: DropReason[] = [];
  readonly #hub = new MemoryBusHub({ maxQueued: 5000 }, { drop: (reason) => this.#drops.push(reason) });
  #nodes: BusNode[] = [];

  async open(...roles: readonly NodeRole[]): Promise<readonly BusNode[]> {
    this.#nodes = roles.map((role, index) => {
      const self = { slot: index + 1, epoch: `e${index}` };
      return { self, bus: this.#hub.bus(self, role) };
    });
    return this.#nodes;
  }

  dropped(reason: DropReason): number {
    return this.#drops.filter((one) => one === reason).length;
  }
  turn(): Promise<void> {
    return Promise.resolve();
  }
  async cut(from: BusNode, to: BusNode): Promise<void> {
    this.#hub.cut(from.self.slot, to.self.slot);
  }
  async heal(from: BusNode, to: BusNode): Promise<void> {
    this.#hub.heal(from.self.slot, to.self.slot);
  }
  async [Symbol.asyncDispose](): Promise<void> {
    for (const { bus } of this.#nodes) await bus[Symbol.asyncDispose]();
  }
}

messageBusContract("memory", async () => new HubHarness());

describe("the hub of tests", () => {
  it("loses without a word where a wire is cut silently, and holds for a node that does not read", async () => {
    const hub = new MemoryBusHub({ maxQueued: 2 });
    const [one, two] = [
      { slot: 1, epoch: "a" },
      { slot: 2, epoch: "b" },
    ];
    const [from, to] = [hub.bus(one), hub.bus(two)];
    const heard: string[] = [];
    to.receive((_, message) => heard.push(message.kind));
    hub.cut(1, 2, "silent");
    assert.equal(from.send(two, { kind: "echo", nonce: 1 }), undefined);
    hub.heal();
    hub.hold(2);
    assert.equal(from.send(two, { kind: "moved", peerId: "x", epoch: "e" }), undefined);
    assert.equal(from.send(two, { kind: "moved", peerId: "y", epoch: "e" }), undefined);
    assert.equal(from.send(two, { kind: "moved", peerId: "z", epoch: "e" }), "bus_full");
    await Promise.resolve();
    assert.deepEqual(heard, []);
    hub.release(2);
    assert.deepEqual(heard, ["moved", "moved"]);
  });

  it("knows a node by its new life after it was reborn", async () => {
    const hub = new MemoryBusHub();
    const [from, to] = [hub.bus({ slot: 1, epoch: "a" }), hub.bus({ slot: 2, epoch: "b" })];
    to.follow({ slot: 2, epoch: "c" }, []);
    assert.equal(from.send({ slot: 2, epoch: "b" }, { kind: "echo", nonce: 1 }), "bus_unknown_node");
    assert.equal(from.send({ slot: 2, epoch: "c" }, { kind: "echo", nonce: 1 }), undefined);
  });
});

describe("[CL-41] what a role may say", () => {
  it("a rendezvous everything, a relay questions, answers and signs of life; and what it may hear: sessions besides", () => {
    const kinds = ["hello", "push", "pushFailed", "reply", "replyFault", "admit", "moved", "call", "answer"] as const;
    assert.deepEqual(
      kinds.filter((kind) => maySay("rendezvous", kind)),
      [...kinds],
    );
    assert.deepEqual(
      [...kinds, "echo" as const, "echoed" as const].filter((kind) => maySay("relay", kind)),
      ["hello", "call", "answer", "echo", "echoed"],
    );
    assert.deepEqual(
      kinds.filter((kind) => mayHear("rendezvous", kind)),
      [...kinds],
    );
    assert.deepEqual(
      [...kinds, "echo" as const, "echoed" as const].filter((kind) => mayHear("relay", kind)),
      ["hello", "admit", "call", "answer", "echo", "echoed"],
    );
  });
});
