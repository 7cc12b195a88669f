import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodeName } from "@fairlead/base";
import type { NodeView } from "@fairlead/cluster";
import { liveClock, liveRandom, waitUntil } from "@fairlead/testkit";
import { encodeBusEnvelope } from "@fairlead/wire";
import { ChannelCredentials } from "@grpc/grpc-js";
import { BusListenError } from "../src/index.ts";
import { ownCertificate } from "../src/trust/own-certificate.ts";
import { SecretTrust } from "../src/trust/secret-trust.ts";
import { type GrpcNode, GrpcNodes, quick, secretTrust } from "./support/grpc-nodes.ts";
import { RawLink } from "./support/raw-link.ts";

const echoes = (node: GrpcNode): number[] => {
  const numbers: number[] = [];
  node.bus.receive((_, message) => message.kind === "echo" && numbers.push(message.nonce));
  return numbers;
};
const pair = async (nodes: GrpcNodes): Promise<readonly [GrpcNode, GrpcNode]> => {
  const [a, b] = await nodes.open("rendezvous", "rendezvous");
  return [a ?? assert.fail(), b ?? assert.fail()];
};
const push = (bytes: number) => ({
  kind: "push" as const,
  peerId: "1",
  payload: new Uint8Array(bytes),
  slot: 1,
  epoch: "e",
  entry: 1,
  trace: "",
});

const identity = await ownCertificate({ clock: liveClock(), random: liveRandom() });

/** A node that is only words: it may say anything. */
function strange(to: GrpcNode): { readonly link: RawLink; hello(changed?: object): Buffer } {
  const trust = new SecretTrust(
    { random: liveRandom() },
    { name: nodeName("x"), role: "relay" },
    secretTrust.secret,
    identity,
  );
  const view: NodeView = { ...to.view, trust: to.bus.trust.card() };
  const credentials = trust.dial(view);
  assert.ok(credentials instanceof ChannelCredentials);
  const self = { slot: 7, epoch: "e7" };
  const hello = { kind: "hello" as const, ...self, role: "relay", release: "0.9", ...trust.prove(view, self) };
  return {
    link: new RawLink(`127.0.0.1:${to.bus.port}`, credentials),
    hello: (changed = {}) => Buffer.from(encodeBusEnvelope({ number: 0, message: { ...hello, ...changed } })),
  };
}

describe("streams between nodes", () => {
  it("[CL-40] a receiver that does not read costs its sender a bounded queue, never a wait; what was taken arrives", async () => {
    await using nodes = new GrpcNodes(() => secretTrust, { ...quick, maxQueuedMessages: 400, maxQueuedBytes: 300_000 });
    const [a, b] = await pair(nodes);
    const heard = echoes(b);
    const bytes: number[] = [];
    b.bus.receive((_, message) => message.kind === "push" && bytes.push(message.payload.length));
    const wire = await nodes.wire(a, b);
    wire.stall();
    let taken = 0;
    const full = async (): Promise<boolean> => {
      for (let burst = 0; burst < 50; burst += 1) {
        if (a.bus.send(b.self, push(10_000)) === "bus_full") return true;
        taken += 1;
      }
      await nodes.turn();
      return false;
    };
    await waitUntil(nodes.clock, "the queue is full", full, 20_000);
    assert.equal(a.bus.send(b.self, push(10_000)), "bus_full");
    assert.ok(a.bus.load().queuedBytes <= 300_000 && a.bus.load().queuedBytes > 200_000);
    wire.heal();
    await waitUntil(nodes.clock, "all arrives", () => bytes.length >= taken, 20_000);
    assert.equal(bytes.length, taken);
    assert.equal(a.bus.send(b.self, { kind: "echo", nonce: 1 }), undefined);
    await waitUntil(nodes.clock, "and the next", () => heard.length > 0);
  });

  it("[CL-40] a silent wire is found out, and dialled again when it carries", async () => {
    await using nodes = new GrpcNodes(() => secretTrust, { ...quick, keepaliveMs: 300, keepaliveTimeoutMs: 700 });
    const [a, b] = await pair(nodes);
    const heard = echoes(b);
    const wire = await nodes.wire(a, b);
    wire.silence();
    await waitUntil(nodes.clock, "a knows", () => !a.bus.linked(2), 20_000);
    assert.equal(a.bus.send(b.self, { kind: "echo", nonce: 1 }), "bus_down");
    assert.equal(b.bus.linked(1), true, "the other way has a wire of its own");
    wire.heal();
    await waitUntil(nodes.clock, "linked again", () => a.bus.up(2), 20_000);
    assert.equal(a.bus.send(b.self, { kind: "echo", nonce: 2 }), undefined);
    await waitUntil(nodes.clock, "it arrives", () => heard.length > 0);
    assert.deepEqual(heard, [2]);
  });

  it("[CL-40] a fresh node counts as linked until its first attempt has failed; what waited has a name then", async () => {
    await using nodes = new GrpcNodes(() => secretTrust);
    const [a, b] = await pair(nodes);
    const gone = { ...b.view, slot: 30, epoch: "e30", busAddress: "127.0.0.1:1" };
    a.bus.follow(a.self, [a.view, b.view, gone]);
    assert.equal(a.bus.linked(30), true);
    assert.equal(a.bus.send(gone, { kind: "echo", nonce: 1 }), undefined);
    await waitUntil(nodes.clock, "it failed", () => !a.bus.linked(30));
    assert.equal(nodes.dropped("bus_down"), 1);
    assert.match(a.bus.complaint() ?? "", /does not reach 1 nodes, n2 at 127.0.0.1:1 among them: .*/);
  });

  it("[CL-40] a node that is reborn at the same address is spoken to on a fresh stream; nothing for its old life reaches it", async () => {
    await using nodes = new GrpcNodes(() => secretTrust);
    const [a, b] = await pair(nodes);
    const heard = echoes(b);
    const reborn = { slot: 2, epoch: "another life" };
    await nodes.introduce(b, reborn);
    await waitUntil(nodes.clock, "a hears that b is another", () => !a.bus.linked(2));
    assert.equal(a.bus.send(b.self, { kind: "echo", nonce: 1 }), "bus_down");
    const view = { ...b.view, ...reborn, busAddress: (await nodes.wire(a, b)).address };
    a.bus.follow(a.self, [a.view, view]);
    assert.equal(a.bus.send(b.self, { kind: "echo", nonce: 2 }), "bus_unknown_node");
    assert.equal(a.bus.send(reborn, { kind: "echo", nonce: 3 }), undefined);
    await waitUntil(nodes.clock, "it arrives", () => heard.length > 0);
    assert.deepEqual(heard, [3]);
  });

  it("[CL-40] a node that left or is gone has no stream", async () => {
    await using nodes = new GrpcNodes(() => secretTrust);
    const [a, b] = await pair(nodes);
    const wire = await nodes.wire(a, b);
    a.bus.follow(a.self, [a.view, { ...b.view, state: "left" }]);
    assert.equal(a.bus.send(b.self, { kind: "echo", nonce: 1 }), "bus_unknown_node");
    await waitUntil(nodes.clock, "the wire is free", () => wire.connections === 0);
  });

  it("[CL-40] a message that is too long is refused alone", async () => {
    await using nodes = new GrpcNodes(() => secretTrust, { ...quick, maxMessageBytes: 50_000 });
    const [a, b] = await pair(nodes);
    const heard = echoes(b);
    assert.equal(a.bus.send(b.self, push(60_000)), "frame_too_long");
    assert.equal(a.bus.send(b.self, { kind: "echo", nonce: 1 }), undefined);
    await waitUntil(nodes.clock, "the stream stands", () => heard.length > 0);
  });

  it("names the address it cannot listen on", async () => {
    await using nodes = new GrpcNodes(() => secretTrust);
    const [a] = await nodes.open("rendezvous");
    const taken = `127.0.0.1:${a?.bus.port}`;
    await assert.rejects(nodes.add({ role: "relay", trust: secretTrust, listen: taken }), (error) => {
      return error instanceof BusListenError && error.message.includes(`bus=${taken}`);
    });
  });
});

describe("two releases side by side", () => {
  it("[CL-45] unknown kinds and fields, and garbage, are lost alone; an older hello is taken", async () => {
    await using nodes = new GrpcNodes(() => secretTrust);
    const [node] = await nodes.open("rendezvous");
    assert.ok(node);
    const heard = echoes(node);
    const { link, hello } = strange(node);
    using _link = link;
    const unknownField = Buffer.from([0x9a, 0x06, 0x02, 0x08, 0x01]);
    link.write(Buffer.concat([hello({ release: "" }), unknownField]));
    link.write(unknownField);
    link.write(Buffer.from("garbage"));
    link.write(Buffer.alloc(0));
    link.write(Buffer.concat([encodeBusEnvelope({ number: 0, message: { kind: "echo", nonce: 5 } }), unknownField]));
    await waitUntil(nodes.clock, "the echo arrives", () => heard.length > 0);
    assert.deepEqual(heard, [5]);
    assert.equal(nodes.dropped("bus_unknown_kind"), 3);
  });

  it("[CL-40] nothing is taken before a hello, and a hello has a deadline", async () => {
    await using nodes = new GrpcNodes(() => secretTrust, { ...quick, dialTimeoutMs: 1000 });
    const [node] = await nodes.open("rendezvous");
    assert.ok(node);
    const heard = echoes(node);
    const eager = strange(node);
    using eagerLink = eager.link;
    eagerLink.say({ kind: "echo", nonce: 1 });
    assert.equal(await eagerLink.ended, "the first message is no hello");
    using quiet = strange(node).link;
    assert.equal(await quiet.ended, "no hello in time");
    assert.deepEqual(heard, []);
  });

  it("[CL-41] a relay that sends a push is not heard, and stays connected", async () => {
    await using nodes = new GrpcNodes(() => secretTrust);
    const [node] = await nodes.open("rendezvous");
    assert.ok(node);
    const kinds: string[] = [];
    node.bus.receive((_, message) => kinds.push(message.kind));
    const { link, hello } = strange(node);
    using _link = link;
    link.write(hello());
    link.say(push(3));
    link.say({ kind: "answer", seq: 1, json: "" });
    await waitUntil(nodes.clock, "the answer arrives", () => kinds.length > 0);
    assert.deepEqual(kinds, ["answer"]);
    assert.equal(nodes.dropped("bus_forbidden"), 1);
  });

  it("[CL-40] streams of strangers are bounded", async () => {
    await using nodes = new GrpcNodes(() => secretTrust, { ...quick, maxIncoming: 2 });
    const [node] = await nodes.open("rendezvous");
    assert.ok(node);
    using first = strange(node).link;
    using second = strange(node).link;
    await waitUntil(nodes.clock, "both are there", () => node.bus.load().incoming === 2);
    using third = strange(node).link;
    assert.equal(await third.ended, "too many streams");
    assert.deepEqual([first.heard, second.heard], [[], []]);
  });
});
