import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodeName } from "@fairlead/base";
import type { NodeRole, NodeView } from "@fairlead/cluster";
import { liveClock, liveRandom, waitUntil } from "@fairlead/testkit";
import { ChannelCredentials } from "@grpc/grpc-js";
import { BusTrustError } from "../src/index.ts";
import { ownCertificate } from "../src/trust/own-certificate.ts";
import { SecretTrust } from "../src/trust/secret-trust.ts";
import { GrpcNodes, secretTrust } from "./support/grpc-nodes.ts";
import { RawLink } from "./support/raw-link.ts";

const ports = { clock: liveClock(), random: liveRandom() };
const secret = "a secret of sixteen or more";
const identities = await Promise.all(Array.from({ length: 6 }, () => ownCertificate(ports)));
/** Another start of a node each time. */
function trustOf(name: string, role: NodeRole = "rendezvous", shared = secret): SecretTrust {
  const identity = identities.shift() ?? assert.fail("no identity is left");
  identities.push(identity);
  return new SecretTrust(ports, { name: nodeName(name), role }, shared, identity);
}
const viewOf = (slot: number, name: string, trust: string, role: NodeRole = "rendezvous"): NodeView => ({
  slot,
  epoch: `e${slot}`,
  name: nodeName(name),
  role,
  state: "serving",
  release: "1",
  schema: 1,
  busAddress: "127.0.0.1:1",
  meshAddress: "",
  settingsVersion: 0,
  trust,
});
const helloOf = (trust: SecretTrust, to: NodeView, role = "rendezvous") => ({
  kind: "hello" as const,
  slot: 1,
  epoch: "e1",
  role,
  release: "1",
  ...trust.prove(to, { slot: 1, epoch: "e1" }),
});

describe("a shared secret", () => {
  it("[CL-42] takes the hello that was proven for this very node, and no other", () => {
    const [a, b, c] = [trustOf("a"), trustOf("b"), trustOf("c")];
    const hello = helloOf(a, viewOf(2, "b", b.card()));
    const to = (trust: SecretTrust, changed: object = {}) =>
      trust.admit({ hello: { ...hello, ...changed }, certificate: undefined });
    assert.equal(to(b), "rendezvous");
    const refused = { distrust: "its hello is not proven by our secret" };
    assert.deepEqual(to(c), refused);
    for (const changed of [
      { slot: 2 },
      { epoch: "e2" },
      { role: "relay" },
      { nonce: new Uint8Array(16) },
      { proof: new Uint8Array(0) },
    ])
      assert.deepEqual(to(b, changed), refused, JSON.stringify(changed));
  });

  it("[CL-42] dials only whose card is proven by the secret, for that name and role", () => {
    const [a, b, stranger] = [trustOf("a"), trustOf("b"), trustOf("b", "rendezvous", "another secret, long enough")];
    assert.ok(a.dial(viewOf(2, "b", b.card())) instanceof ChannelCredentials);
    const unproven = { distrust: "its trust card is not proven by our secret" };
    assert.deepEqual(a.dial(viewOf(2, "b", stranger.card())), unproven);
    assert.deepEqual(a.dial(viewOf(2, "c", b.card())), unproven);
    assert.deepEqual(a.dial(viewOf(2, "b", b.card(), "relay")), unproven);
    const moved = { ...JSON.parse(b.card()), certs: JSON.parse(a.card()).certs };
    assert.deepEqual(a.dial(viewOf(2, "b", JSON.stringify(moved))), unproven);
    for (const text of ["", "x", "{}", '{"v":1,"certs":[]}', "y".repeat(40_000)])
      assert.ok("distrust" in a.dial(viewOf(2, "b", text)), text.slice(0, 20));
  });

  it("[CL-44] seals what only that receiver opens, from that sender, bound to what goes with it, unchanged", () => {
    const [a, b, c] = [trustOf("a"), trustOf("b"), trustOf("c")];
    const [viewA, viewB, viewC] = [viewOf(1, "a", a.card()), viewOf(2, "b", b.card()), viewOf(3, "c", c.card())];
    const [plain, bound] = [Buffer.from("a request for a device"), Buffer.from("1>2")];
    const sealed = Buffer.from(a.sealer.seal(viewB, plain, bound) ?? []);
    assert.ok(!sealed.includes("request"));
    assert.deepEqual(Buffer.from(b.sealer.open(viewA, sealed, bound) ?? []), plain);
    assert.equal(b.sealer.open(viewC, sealed, bound), undefined);
    assert.equal(c.sealer.open(viewA, sealed, bound), undefined);
    assert.equal(a.sealer.open(viewB, sealed, bound), undefined, "the other direction");
    assert.equal(b.sealer.open(viewA, sealed, Buffer.from("1>3")), undefined);
    for (const at of [0, 12, sealed.length - 1]) {
      const touched = Buffer.from(sealed);
      touched[at] = (touched[at] ?? 0) ^ 1;
      assert.equal(b.sealer.open(viewA, touched, bound), undefined);
    }
    assert.equal(b.sealer.open(viewA, sealed.subarray(0, 20), bound), undefined);
    assert.deepEqual(
      Buffer.from(a.sealer.open(viewA, a.sealer.seal(viewA, plain, bound) ?? sealed, bound) ?? []),
      plain,
    );
  });

  it("refuses a secret that can be guessed", () => {
    assert.throws(() => trustOf("a", "rendezvous", "short"), BusTrustError);
  });
});

describe("a shared secret on the wire", () => {
  it("[CL-42] refuses a node of another secret, both ways, with the reason in words", async () => {
    await using nodes = new GrpcNodes(() => secretTrust);
    const one = await nodes.add({ role: "rendezvous", trust: secretTrust });
    const other = await nodes.add({ role: "rendezvous", trust: { kind: "secret", secret: "quite another secret" } });
    await nodes.introduceAll();
    await waitUntil(nodes.clock, "both know", () => !one.bus.linked(2) && !other.bus.linked(1));
    assert.match(one.bus.complaint() ?? "", /n2 at .* among them: its trust card is not proven by our secret/);
    assert.equal(one.bus.send(other.self, { kind: "echo", nonce: 1 }), "bus_down");
  });

  it("[CL-42] refuses a client that trusts the certificate but does not hold the secret", async () => {
    await using nodes = new GrpcNodes(() => secretTrust);
    const [node] = await nodes.open("rendezvous");
    assert.ok(node);
    const stranger = trustOf("s", "rendezvous", "quite another secret");
    const credentials = trustOf("x").dial({ ...viewOf(1, "n1", node.bus.trust.card()) });
    assert.ok(credentials instanceof ChannelCredentials);
    using link = new RawLink(`127.0.0.1:${node.bus.port}`, credentials);
    link.say(helloOf(stranger, node.view));
    assert.equal(await link.ended, "its hello is not proven by our secret");
    assert.deepEqual(link.heard, []);
    assert.equal(nodes.dropped("bus_forbidden"), 1);
  });

  it("[CL-42] refuses a server with another certificate than the one in the lease, though it knows the secret", async () => {
    await using nodes = new GrpcNodes(() => secretTrust);
    const one = await nodes.add({ role: "rendezvous", trust: secretTrust });
    const other = await nodes.add({ role: "rendezvous", trust: secretTrust });
    const published = trustOf("n2").card();
    one.bus.follow(one.self, [one.view, { ...other.view, trust: published }]);
    await waitUntil(nodes.clock, "it is refused", () => !one.bus.linked(2));
    assert.match(one.bus.complaint() ?? "", /self-signed|certificate/);
  });

  it("[CL-42] never says a word in clear", async () => {
    await using nodes = new GrpcNodes(() => secretTrust);
    const [a, b] = await nodes.open("rendezvous", "rendezvous");
    assert.ok(a && b);
    const heard: string[] = [];
    b.bus.receive((_, message) => heard.push(message.kind));
    a.bus.send(b.self, { kind: "call", seq: 1, words: ["a-word-to-look-for"] });
    await waitUntil(nodes.clock, "it arrives", () => heard.length > 0);
    const { carried } = await nodes.wire(a, b);
    assert.ok(carried.length > 500);
    assert.ok(!carried.includes("a-word-to-look-for") && !carried.includes("epoch-1") && !carried.includes("NodeBus"));
    using link = new RawLink(`127.0.0.1:${b.bus.port}`, ChannelCredentials.createInsecure());
    link.say({ kind: "echo", nonce: 1 });
    assert.notEqual(await link.ended, "");
  });
});
