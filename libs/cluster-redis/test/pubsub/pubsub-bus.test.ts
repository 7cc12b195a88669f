import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { messageBusContract } from "@fairlead/cluster/testing";
import { ManualClock, RedisServer, SeededRandom, waitUntil } from "@fairlead/testkit";
import { encodeBusEnvelope } from "@fairlead/wire";
import { pairText, readSealedMessage, writeSealedMessage } from "../../src/pubsub/sealed-message.ts";
import { openStore } from "../open-store.ts";
import { type PubSubNode, PubSubNodes } from "./pubsub-nodes.ts";
import { TestSealer } from "./test-sealer.ts";

let redis: RedisServer;
before(async () => {
  redis = await RedisServer.start();
});
after(() => redis[Symbol.asyncDispose]());

let turn = 0;
/** A prefix of its own for each test: nobody hears another's. */
const nodesOf = async (): Promise<PubSubNodes> => {
  turn += 1;
  return new PubSubNodes(redis.url, { prefix: `t${turn}:` });
};
messageBusContract("Redis pub/sub", nodesOf);

/** Two nodes, what the second hears, and how to say things past the first one's bus. */
async function pair(nodes: PubSubNodes) {
  const [a, b] = await nodes.open("rendezvous", "rendezvous");
  assert.ok(a && b);
  const heard: number[] = [];
  b.bus.receive((_, message) => message.kind === "echo" && heard.push(message.nonce));
  const channel = b.store.key(`bus:${b.self.slot}:${b.self.epoch}`);
  const say = (payload: Uint8Array): Promise<void> => a.store.publish(channel, payload);
  return { a, b, heard, channel, say, clock: nodes.ports.clock };
}

function sealedEcho(a: PubSubNode, b: PubSubNode, number: number): Buffer {
  const bytes = encodeBusEnvelope({ number, message: { kind: "echo", nonce: number } });
  const sealed = new TestSealer(a.view.trust).seal(b.view, bytes, pairText(a.self, b.self));
  return writeSealedMessage({ from: a.self, sealed: sealed ?? assert.fail() });
}

describe("pub/sub", () => {
  it("[CL-4] a node hears itself also when it has no lease, or one that nobody trusts", async () => {
    await using nodes = await nodesOf();
    const [a] = await nodes.open("rendezvous", "rendezvous");
    assert.ok(a);
    const heard: number[] = [];
    a.bus.receive((_, message) => message.kind === "echo" && heard.push(message.nonce));
    const others = nodes.views.filter(({ slot }) => slot !== a.self.slot);
    a.bus.follow(a.self, [...others, { ...a.view, trust: "none" }]);
    assert.equal(a.bus.send(a.self, { kind: "echo", nonce: 1 }), undefined);
    a.bus.follow(a.self, others);
    assert.equal(a.bus.send(a.self, { kind: "echo", nonce: 2 }), undefined);
    await waitUntil(nodes.ports.clock, "both come back", () => heard.length === 2);
    assert.deepEqual(heard, [1, 2]);
  });

  it("[KU-10] ends also when Redis does not answer any more: nobody waits to be unsubscribed", {
    timeout: 20_000,
  }, async () => {
    await using gone = await RedisServer.start();
    await using nodes = new PubSubNodes(gone.url);
    const [a] = await nodes.open("rendezvous");
    gone.signal("SIGSTOP");
    await a?.bus[Symbol.asyncDispose]();
    assert.equal(a?.bus.linked(a.self.slot), false);
  });

  it("[CL-44] drops what comes twice or late, by its number", async () => {
    await using nodes = await nodesOf();
    const { a, b, heard, say, clock } = await pair(nodes);
    for (const number of [1, 2, 2, 1, 5, 4, 6]) await say(sealedEcho(a, b, number));
    await waitUntil(clock, "the last arrives", () => heard.includes(6));
    assert.deepEqual(heard, [1, 2, 5, 6]);
    assert.equal(nodes.dropped("bus_repeated"), 3);
  });

  it("[CL-44] a whole conversation that is played again says nothing", async () => {
    await using nodes = await nodesOf();
    const { a, b, heard, channel, say, clock } = await pair(nodes);
    const tape: Buffer[] = [];
    await using listener = await openStore(redis.url, { prefix: "tape:" });
    await listener.subscribe(channel, (payload) => tape.push(payload));
    for (let nonce = 1; nonce <= 20; nonce += 1) a.bus.send(b.self, { kind: "echo", nonce });
    await waitUntil(clock, "all arrive", () => heard.length === 20 && tape.length === 20);
    for (const payload of [...tape]) await say(payload);
    await waitUntil(clock, "all are dropped", () => nodes.dropped("bus_repeated") === 20);
    assert.equal(heard.length, 20);
  });

  it("[CL-44] what was said a month ago is still known, and is not taken again", async () => {
    const clock = new ManualClock();
    turn += 1;
    await using nodes = new PubSubNodes(redis.url, { prefix: `t${turn}:` }, clock);
    const { a, b, heard, say, clock: live } = await pair(nodes);
    await say(sealedEcho(a, b, 1));
    await waitUntil(live, "it arrives", () => heard.length === 1);
    clock.advance(30 * 86_400_000);
    await say(sealedEcho(a, b, 1));
    await say(sealedEcho(a, b, 2));
    await waitUntil(live, "the next arrives", () => heard.includes(2));
    assert.deepEqual(heard, [1, 2]);
  });

  it("[CL-44] whoever listens reads nothing but who writes to whom", async () => {
    await using nodes = await nodesOf();
    const { a, b, channel, clock } = await pair(nodes);
    const tape: Buffer[] = [];
    await using listener = await openStore(redis.url, { prefix: "tape:" });
    await listener.subscribe(channel, (payload) => tape.push(payload));
    a.bus.send(b.self, { kind: "call", seq: 1, words: ["a-word-to-look-for"] });
    await waitUntil(clock, "it is on tape", () => tape.length > 0);
    assert.ok(!tape[0]?.includes("a-word-to-look-for"));
    assert.equal(readSealedMessage(tape[0] ?? Buffer.alloc(0))?.from.slot, a.self.slot);
  });

  it("[CL-44] what was sealed by or for somebody else, or is garbage, is lost with a name", async () => {
    await using nodes = await nodesOf();
    const { a, b, heard, say, clock } = await pair(nodes);
    const other = { ...b, self: { slot: 2, epoch: "of another life" } };
    await say(sealedEcho(a, other, 1));
    await say(sealedEcho({ ...a, view: { ...a.view, trust: "a key of somebody" } }, b, 2));
    await waitUntil(clock, "both are refused", () => nodes.dropped("bus_forbidden") === 2);
    await say(sealedEcho({ ...a, self: { slot: 1, epoch: "unknown" } }, b, 3));
    await waitUntil(clock, "the stranger is refused", () => nodes.dropped("bus_unknown_node") === 1);
    const random = new SeededRandom(7);
    const garbage = Array.from({ length: 200 }, () => random.bytes(random.below(60)));
    for (const bytes of [...garbage, Buffer.from("x".repeat(500)), Buffer.from("99999:e\n")]) await say(bytes);
    await say(Buffer.from("1:e0\nshort"));
    await say(sealedEcho(a, b, 9));
    await waitUntil(clock, "the genuine one arrives", () => heard.length > 0);
    assert.deepEqual(heard, [9]);
    assert.equal(nodes.dropped("bad_message"), 202);
  });

  it("[CL-44] a node that cannot be trusted is written nothing", async () => {
    await using nodes = await nodesOf();
    const { a, b } = await pair(nodes);
    a.bus.follow(a.self, [a.view, { ...b.view, trust: "none" }]);
    assert.equal(a.bus.send(b.self, { kind: "echo", nonce: 1 }), "bus_down");
  });

  it("[CL-7] a node that was reborn is reached at its new life only", async () => {
    await using nodes = await nodesOf();
    const { a, b, heard, clock } = await pair(nodes);
    const self = { slot: 2, epoch: "another life" };
    b.bus.follow(self, nodes.views);
    await waitUntil(clock, "it listens anew", () => b.bus.linked(2));
    a.bus.send(b.self, { kind: "echo", nonce: 1 });
    a.bus.follow(a.self, [a.view, { ...b.view, ...self }]);
    assert.equal(a.bus.send(b.self, { kind: "echo", nonce: 2 }), "bus_unknown_node");
    a.bus.send(self, { kind: "echo", nonce: 3 });
    await waitUntil(clock, "it arrives", () => heard.length > 0);
    assert.deepEqual(heard, [3]);
  });
});

describe("pub/sub while Redis is away", () => {
  it("[CL-17] takes a bounded number and never waits, names what is lost, and goes on by itself", async () => {
    const server = await RedisServer.start();
    await using nodes = new PubSubNodes(server.url, { commandTimeoutMs: 1500, batchTimeoutMs: 1500 });
    try {
      const { a, b, heard, clock } = await pair(nodes);
      server.signal("SIGSTOP");
      let taken = 0;
      while (a.bus.send(b.self, { kind: "echo", nonce: 0 }) === undefined) taken += 1;
      assert.ok(taken <= 5064, `${taken} taken`);
      await waitUntil(clock, "they are named", () => nodes.dropped("bus_down") >= Math.min(taken, 64), 20_000);
      assert.equal(a.bus.linked(2), false);
      server.signal("SIGCONT");
      // Sent on and on: one that is answered late makes it say again that Redis is away.
      const goesOn = (): boolean => {
        a.bus.send(b.self, { kind: "echo", nonce: 1 });
        return heard.includes(1) && a.bus.linked(2);
      };
      await waitUntil(clock, "it goes on, and says so", goesOn, 30_000);
    } finally {
      await server[Symbol.asyncDispose]();
    }
  });
});
