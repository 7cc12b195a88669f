import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import type { DropReason } from "@fairlead/base";
import type { BusMessage, NodeRef } from "@fairlead/wire";
import type { MessageBus, NodeRole } from "../src/index.ts";

/** One node on the bus under test. */
export interface BusNode {
  readonly self: NodeRef;
  readonly bus: MessageBus;
}
export interface MessageBusHarness extends AsyncDisposable {
  /** Nodes of these roles that follow each other and are linked, each at another slot. */
  open(...roles: readonly NodeRole[]): Promise<readonly BusNode[]>;
  /** What all nodes dropped, counted. */
  dropped(reason: DropReason): number;
  /** Lets a moment pass; called until something is so. */
  turn(): Promise<void>;
  /** From the first to the second; for buses whose wires the harness holds. */
  cut?(from: BusNode, to: BusNode): Promise<void>;
  heal?(from: BusNode, to: BusNode): Promise<void>;
}

const echo = (nonce: number): BusMessage => ({ kind: "echo", nonce });
const push = (entry: number): BusMessage => ({
  kind: "push",
  peerId: "123456789",
  payload: Uint8Array.of(1, 2, 3),
  slot: 1,
  epoch: "e",
  entry,
  trace: "",
});
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Everything a node hears, as it comes. */
interface Heard {
  readonly from: NodeRef;
  readonly message: BusMessage;
}

function heardBy(node: BusNode): Heard[] {
  const heard: Heard[] = [];
  node.bus.receive((from, message) => heard.push({ from, message }));
  return heard;
}

/** The numbers of the echoes among them. */
const nonces = (heard: readonly Heard[]): number[] =>
  heard.flatMap(({ message }) => (message.kind === "echo" ? [message.nonce] : []));

/** What every bus promises [CL-40] [CL-41]. */
export function messageBusContract(name: string, create: () => Promise<MessageBusHarness>): void {
  describe(`message bus contract: ${name}`, () => {
    const opened: MessageBusHarness[] = [];
    const harness = async (): Promise<MessageBusHarness> => {
      const one = await create();
      opened.push(one);
      return one;
    };
    const until = async (one: MessageBusHarness, what: string, holds: () => boolean): Promise<void> => {
      for (let turns = 0; turns < 3000 && !holds(); turns += 1) await one.turn();
      assert.ok(holds(), what);
    };
    afterEach(async () => {
      for (const one of opened.splice(0)) await one[Symbol.asyncDispose]();
    });

    it("[CL-40] delivers to the node it was sent to, and to nobody else, telling who sent it", async () => {
      const test = await harness();
      const [a, b, c] = (await test.open("rendezvous", "rendezvous", "rendezvous")) as [BusNode, BusNode, BusNode];
      const [heardByB, heardByC] = [heardBy(b), heardBy(c)];
      assert.equal(a.bus.send(b.self, push(7)), undefined);
      await until(test, "b hears of it", () => heardByB.length > 0);
      const [first] = [...heardByB];
      assert.deepEqual(first?.from, a.self);
      const message = first?.message;
      assert.ok(message?.kind === "push" && message.entry === 7 && message.peerId === "123456789");
      assert.deepEqual([...message.payload], [1, 2, 3]);
      assert.deepEqual(heardByC, []);
    });

    it("[CL-40] delivers to oneself like to any other, never while sending", async () => {
      const test = await harness();
      const [a] = (await test.open("rendezvous", "rendezvous")) as [BusNode, BusNode];
      const heard = heardBy(a);
      assert.equal(a.bus.send(a.self, echo(1)), undefined);
      assert.equal(heard.length, 0);
      await until(test, "it comes back", () => heard.length > 0);
      assert.deepEqual(heard[0]?.from, a.self);
      assert.ok(a.bus.linked(a.self.slot));
    });

    it("[CL-40] keeps the order of each pair, both ways at once", async () => {
      const test = await harness();
      const [a, b] = (await test.open("rendezvous", "rendezvous")) as [BusNode, BusNode];
      const [heardByA, heardByB] = [heardBy(a), heardBy(b)];
      for (const number of numbers(500)) {
        assert.equal(a.bus.send(b.self, echo(number)), undefined);
        assert.equal(b.bus.send(a.self, echo(number)), undefined);
      }
      await until(test, "all arrive", () => heardByA.length >= 500 && heardByB.length >= 500);
      assert.deepEqual(nonces(heardByA), numbers(500));
      assert.deepEqual(nonces(heardByB), numbers(500));
    });

    it("[CL-40] refuses at once what is for a node or an epoch that it does not follow", async () => {
      const test = await harness();
      const [a, b] = (await test.open("rendezvous", "rendezvous")) as [BusNode, BusNode];
      const heard = heardBy(b);
      assert.equal(a.bus.send({ slot: 999, epoch: "x" }, echo(1)), "bus_unknown_node");
      assert.equal(a.bus.send({ slot: b.self.slot, epoch: "of another life" }, echo(2)), "bus_unknown_node");
      assert.equal(a.bus.linked(999), false);
      a.bus.send(b.self, echo(3));
      await until(test, "the right one arrives", () => heard.length > 0);
      assert.deepEqual(nonces(heard), [3]);
    });

    it("[CL-40] takes a bounded number without a pause, says bus_full then, delivers what it took, and goes on", async () => {
      const test = await harness();
      const [a, b] = (await test.open("rendezvous", "rendezvous")) as [BusNode, BusNode];
      const heard = heardBy(b);
      const taken = numbers(50_000).filter((number) => a.bus.send(b.self, echo(number)) === undefined);
      assert.ok(taken.length >= 1000 && taken.length < 50_000, `${taken.length} taken`);
      assert.equal(a.bus.send(b.self, echo(0)), "bus_full");
      await until(test, "what was taken arrives", () => heard.length >= taken.length);
      assert.deepEqual(nonces(heard), taken);
      assert.equal(a.bus.send(b.self, echo(-1 >>> 0)), undefined);
      await until(test, "and the next", () => heard.length > taken.length);
    });

    it("[CL-41] does not take from a relay what only a rendezvous may say", async () => {
      const test = await harness();
      const [relay, rendezvous] = (await test.open("relay", "rendezvous")) as [BusNode, BusNode];
      const [heardByRelay, heard] = [heardBy(relay), heardBy(rendezvous)];
      relay.bus.send(rendezvous.self, push(1));
      relay.bus.send(rendezvous.self, { kind: "answer", seq: 5, json: "{}" });
      rendezvous.bus.send(relay.self, { kind: "call", seq: 5, words: ["sessions"] });
      await until(test, "the answer arrives", () => heard.length > 0 && heardByRelay.length > 0);
      assert.deepEqual(
        heard.map(({ message }) => message.kind),
        ["answer"],
      );
      assert.equal(test.dropped("bus_forbidden"), 1);
    });

    it("[CL-41] tells a relay nothing of who calls whom", async () => {
      const test = await harness();
      const [relay, rendezvous] = (await test.open("relay", "rendezvous")) as [BusNode, BusNode];
      const heard = heardBy(relay);
      assert.equal(rendezvous.bus.send(relay.self, push(1)), "bus_forbidden");
      assert.equal(rendezvous.bus.send(relay.self, { kind: "call", seq: 5, words: ["sessions"] }), undefined);
      await until(test, "the call arrives", () => heard.length > 0);
      assert.equal(heard[0]?.message.kind, "call");
    });

    it("tells nobody who left", async () => {
      const test = await harness();
      const [a, b] = (await test.open("rendezvous", "rendezvous")) as [BusNode, BusNode];
      const early: BusMessage[] = [];
      const leaving = b.bus.receive((_, message) => early.push(message));
      leaving[Symbol.dispose]();
      leaving[Symbol.dispose]();
      const heard = heardBy(b);
      a.bus.send(b.self, echo(1));
      await until(test, "it arrives", () => heard.length > 0);
      assert.deepEqual(early, []);
    });

    it("[CL-40] delivers what was taken before it ended, takes nothing after, and ends twice", async () => {
      const test = await harness();
      const [a, b] = (await test.open("rendezvous", "rendezvous")) as [BusNode, BusNode];
      const heard = heardBy(b);
      for (const number of numbers(100)) a.bus.send(b.self, echo(number));
      await a.bus[Symbol.asyncDispose]();
      assert.equal(a.bus.send(b.self, echo(100)), "bus_down");
      assert.equal(a.bus.linked(b.self.slot), false);
      await a.bus[Symbol.asyncDispose]();
      await until(test, "all arrive", () => heard.length >= 100);
      assert.deepEqual(nonces(heard), numbers(100));
    });

    it("[CL-40] says when a wire is cut, one way, and uses it again when it is healed", async (context) => {
      const test = await harness();
      if (test.cut === undefined || test.heal === undefined) return context.skip("nobody can cut it");
      const [a, b] = (await test.open("rendezvous", "rendezvous")) as [BusNode, BusNode];
      const [heardByA, heardByB] = [heardBy(a), heardBy(b)];
      await test.cut(a, b);
      await until(test, "a knows", () => !a.bus.linked(b.self.slot));
      assert.equal(a.bus.send(b.self, echo(1)), "bus_down");
      b.bus.send(a.self, echo(2));
      await until(test, "the other way goes on", () => nonces(heardByA).includes(2));
      await test.heal(a, b);
      await until(test, "linked again", () => a.bus.linked(b.self.slot));
      a.bus.send(b.self, echo(3));
      await until(test, "it is used again", () => heardByB.length > 0);
      assert.deepEqual(nonces(heardByB), [3]);
    });
  });
}
