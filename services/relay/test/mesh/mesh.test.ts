import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { after, describe, it } from "node:test";
import { connect } from "node:tls";
import { parseCertificate, type TlsMaterial } from "@fairlead/cluster";
import { encodeFrame } from "@fairlead/wire";
import { writeMeshHead } from "../../src/mesh/mesh-head.ts";
import { MeshTrust } from "../../src/mesh/mesh-trust.ts";
import { UUID } from "../support/relay-under-test.ts";
import { MeshRelays, type Talker } from "./mesh-relays.ts";
import { TestCertificates } from "./test-certificates.ts";

const certificates = new TestCertificates();
after(() => certificates[Symbol.dispose]());
const secret = "a secret of sixteen or more";
const withSecret = (shared = secret): TlsMaterial => ({ kind: "secret", secret: shared, ...certificates.selfSigned() });
const authority = certificates.authority();
const withCertificate = (role: "relay" | "rendezvous" = "relay", own = authority): TlsMaterial => ({
  kind: "certificates",
  ca: authority.ca,
  ...own.issue(role),
});
const claims = { uuid: UUID, ip: "203.0.113.7", port: 4711, transport: "tcp", controlling: true } as const;
const hash = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** A relay with the first leg, one with the second: joined at the first. */
async function pairOver(mesh: MeshRelays, kinds: readonly ["tcp" | "ws", "tcp" | "ws"]): Promise<[Talker, Talker]> {
  await mesh.admit();
  const first = await mesh.talker(kinds[0], 0, { from: "127.0.0.1" });
  await mesh.until(() => mesh.asked.length > 0, "the first is asked for");
  const second = await mesh.talker(kinds[1], 1, { id: "123456789" });
  await mesh.joined(0);
  return [first, second];
}

describe("legs at two relays of one address", () => {
  const trusts = [
    ["a secret", () => [withSecret(), withSecret()]],
    ["certificates", () => [withCertificate(), withCertificate()]],
  ] as const;
  const ways = [
    ["tcp", "tcp"],
    ["tcp", "ws"],
    ["ws", "tcp"],
    ["ws", "ws"],
  ] as const;
  for (const [name, materials] of trusts)
    for (const [near, far] of name === "certificates" ? ways.slice(1, 2) : ways)
      it(`[CL-38] ${near} at one and ${far} at the other, by ${name}: 10 MB each way arrive as they were`, async () => {
        await using mesh = await MeshRelays.start(materials());
        const [first, second] = await pairOver(mesh, [near, far]);
        const [there, back] = [randomBytes(10_000_000), randomBytes(10_000_000)];
        const sayAll = async (talker: Talker, bytes: Buffer): Promise<void> => {
          for (let at = 0; at < bytes.length; at += 100_000) await talker.say(bytes.subarray(at, at + 100_000));
        };
        const [, , atSecond, atFirst] = await Promise.all([
          sayAll(first, there),
          sayAll(second, back),
          second.hear(there.length),
          first.hear(back.length),
        ]);
        assert.equal(hash(atSecond), hash(there));
        assert.equal(hash(atFirst), hash(back));
      });

  it("[CL-38] what either client sent before they were joined comes first, and a half-close passes through", async () => {
    await using mesh = await MeshRelays.start([withSecret(), withSecret()]);
    await mesh.admit();
    const first = await mesh.tcpLeg(0, { rest: Buffer.from("early one ") });
    await mesh.until(() => mesh.asked.length > 0, "the first is asked for");
    const second = await mesh.tcpLeg(1, { id: "1", rest: Buffer.from("early two ") });
    await mesh.joined(0);
    await second.write(Buffer.from("and the end"));
    second.end();
    assert.equal((await first.readToEnd()).toString(), "early two and the end");
    await first.write(Buffer.from("and an answer"));
    first.end();
    assert.equal((await second.readToEnd()).toString(), "early one and an answer");
    await mesh.until(
      () => mesh.relays.every(({ relay }) => relay.sessions().length + relay.load().meshLegs === 0),
      "all over",
    );
  });

  it("[CL-38] [CL-39] is one session, at the relay that asked first, counted once, with the clients' own addresses", async () => {
    await using mesh = await MeshRelays.start([withSecret(), withSecret()]);
    await mesh.admit();
    const first = await mesh.tcpLeg(0, { from: "127.0.0.11" });
    await mesh.until(() => mesh.asked.length > 0, "the first is asked for");
    const second = await mesh.tcpLeg(1, { id: "1", from: "127.0.0.12" });
    await mesh.joined(0);
    await first.write(Buffer.alloc(1000));
    await second.read(1000);
    const [session] = mesh.relay(0).relay.sessions();
    assert.equal(session?.bytes, 1000);
    assert.deepEqual([session?.facts.first.remote.ip, session?.facts.second.remote.ip], ["127.0.0.12", "127.0.0.11"]);
    assert.equal(session?.facts.first.controlling, true);
    assert.deepEqual(mesh.relay(1).relay.sessions(), []);
    const { meshLegs, sessions } = mesh.relay(1).relay.load();
    assert.deepEqual({ meshLegs, sessions }, { meshLegs: 1, sessions: 0 });
  });

  it("[CL-38] a client that does not read stops the other at the far relay: nothing piles up between", async () => {
    await using mesh = await MeshRelays.start([withSecret(), withSecret()], { idleTimeoutMs: 20_000 });
    await mesh.admit();
    const slow = await mesh.tcpLeg(0);
    await mesh.until(() => mesh.asked.length > 0, "the first is asked for");
    const sender = await mesh.tcpLeg(1, { id: "1" });
    await mesh.joined(0);
    const chunk = Buffer.alloc(64 * 1024, 1);
    const sent = 64 * 2 ** 20;
    let taken = 0;
    const sending = (async () => {
      for (; taken < sent; taken += chunk.length) await sender.write(chunk);
    })();
    let before = -1;
    for (let still = 0; still < 20; still = taken === before ? still + 1 : 0) {
      before = taken;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.ok(taken < 48 * 2 ** 20, `${taken} bytes were taken from a sender nobody listens to`);
    assert.equal((await slow.read(sent)).length, sent);
    await sending;
  });

  it("[CL-38] [CL-30] a third leg is refused, wherever it comes", async () => {
    await using mesh = await MeshRelays.start([withSecret(), withSecret()], { unbrokeredHoldMs: 200 });
    const [first, second] = await pairOver(mesh, ["tcp", "tcp"]);
    for (const index of [0, 1]) {
      const third = await mesh.tcpLeg(index);
      assert.equal((await third.readToEnd()).length, 0);
    }
    await first.say(Buffer.from("still here"));
    assert.equal((await second.hear(10)).toString(), "still here");
  });

  it("[CL-38] one hop, never two: a leg that was brought waits there, and its owner is asked for no more", async () => {
    await using mesh = await MeshRelays.start([withSecret(), withSecret()]);
    await mesh.admit();
    const first = await mesh.tcpLeg(0);
    await mesh.until(() => mesh.asked.length > 0, "the first is asked for");
    first.close();
    await mesh.until(() => mesh.relay(0).relay.waitingLegs === 0, "the first has left");
    await mesh.tcpLeg(1, { id: "1" });
    await mesh.until(() => mesh.relay(0).relay.waitingLegs === 1, "the second was brought");
    await mesh.relay(0).admissions.admit({ uuid: UUID as never, peerId: "", fromIp: "", purpose: "session" });
    assert.deepEqual(mesh.asked, [0, 1]);
  });

  it("[CL-38] two legs at one relay need nobody else", async () => {
    await using mesh = await MeshRelays.start([withSecret(), withSecret()]);
    await mesh.admit();
    const [first, second] = [await mesh.tcpLeg(1), await mesh.tcpLeg(1, { id: "1" })];
    await mesh.joined(1);
    await first.write(Buffer.from("x"));
    assert.equal((await second.read(1)).toString(), "x");
    assert.equal(mesh.relay(1).relay.load().meshLegs, 0);
  });

  it("[CL-38] a leg that nobody brokered asks no store", async () => {
    await using mesh = await MeshRelays.start([withSecret(), withSecret()], { unbrokeredHoldMs: 100 });
    const stranger = await mesh.tcpLeg(1);
    assert.equal((await stranger.readToEnd()).length, 0);
    assert.deepEqual(mesh.asked, []);
  });

  it("[CL-38] when the relay that joins them dies both ends close, and one that is not reached refuses the leg", async () => {
    await using mesh = await MeshRelays.start([withSecret(), withSecret()]);
    await mesh.admit();
    const first = await mesh.tcpLeg(0);
    await mesh.until(() => mesh.asked.length > 0, "the first is asked for");
    const second = await mesh.tcpLeg(1, { id: "1" });
    await mesh.joined(0);
    await mesh.relay(0).relay[Symbol.asyncDispose]();
    assert.equal((await first.readToEnd()).length, 0);
    assert.equal((await second.readToEnd()).length, 0);
    await mesh.relay(1).admissions.admit({ uuid: claims.uuid as never, peerId: "", fromIp: "", purpose: "session" });
    const late = await mesh.tcpLeg(1, { id: "1" });
    assert.equal((await late.readToEnd()).length, 0);
    assert.equal(mesh.relay(1).drops.get("mesh_down"), 1);
  });

  it("[CL-48] a relay that drains waits for legs that another one carries", async () => {
    await using mesh = await MeshRelays.start([withSecret(), withSecret()]);
    const [first, second] = await pairOver(mesh, ["tcp", "tcp"]);
    const startedMs = mesh.clock.now();
    let drained = false;
    const draining = mesh
      .relay(1)
      .relay.drain(mesh.clock.deadline(20_000))
      .then(() => {
        drained = true;
      });
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(drained, false);
    first.close();
    second.close();
    await draining;
    assert.ok(mesh.clock.now() - startedMs < 15_000, "it did not wait for its deadline");
  });
});

describe("who may bring a leg", () => {
  /** Says a first frame with this material; answers whether the connection is closed without becoming a leg. */
  async function isRefused(mesh: MeshRelays, own: TlsMaterial, head: (peerCert: string) => Buffer): Promise<boolean> {
    const { relay, material } = mesh.relay(0);
    const peer = { name: "r", address: `127.0.0.1:${relay.meshPort}`, pin: material.cert };
    const { cert, key } = own;
    const socket = connect({ host: "127.0.0.1", port: relay.meshPort ?? 0, cert, key, rejectUnauthorized: false });
    const closed = new Promise<boolean>((resolve) => {
      socket.on("error", () => resolve(true));
      socket.on("close", () => resolve(true));
      socket.resume();
    });
    socket.once("secureConnect", () => socket.write(head(peer.pin)));
    const waiting = mesh.until(() => relay.waitingLegs > 0, "it waits").then(() => false);
    const refused = await Promise.race([closed, waiting]);
    waiting.catch(() => undefined);
    socket.destroy();
    await mesh.until(() => relay.waitingLegs === 0, "it is gone");
    return refused;
  }
  const provenBy = (own: TlsMaterial) => (pin: string) => {
    const proof = new MeshTrust(own).prove({ name: "r", address: "", pin }, claims);
    return writeMeshHead({ claims, proof });
  };

  it("[CL-42] whoever proves the secret to this very certificate, and nobody else", async () => {
    await using mesh = await MeshRelays.start([withSecret()]);
    await mesh.admit();
    const own = withSecret();
    assert.equal(await isRefused(mesh, own, provenBy(own)), false);
    const other = withSecret("quite another secret");
    assert.equal(await isRefused(mesh, other, provenBy(other)), true);
    assert.equal(await isRefused(mesh, own, () => provenBy(own)(withSecret().cert)), true);
    const foreign = (pin: string) => {
      const proof = new MeshTrust(own).prove({ name: "r", address: "", pin }, claims);
      return writeMeshHead({ claims: { ...claims, ip: "198.51.100.1" }, proof });
    };
    assert.equal(await isRefused(mesh, own, foreign), true);
    assert.equal(mesh.relay(0).drops.get("bus_forbidden"), 3);
  });

  it("[CL-41] with certificates, a relay of the authority; no other role, no other authority, nobody without", async () => {
    await using mesh = await MeshRelays.start([withCertificate()]);
    await mesh.admit();
    const head = (): Buffer => writeMeshHead({ claims, proof: "" });
    assert.equal(await isRefused(mesh, withCertificate(), head), false);
    assert.equal(await isRefused(mesh, withCertificate("rendezvous"), head), true);
    assert.equal(await isRefused(mesh, withCertificate("relay", certificates.authority()), head), true);
    assert.equal(await isRefused(mesh, { ...withSecret(), cert: "", key: "" }, head), true);
  });

  it("[CL-38] garbage, too much, or too little for a first frame is closed", async () => {
    await using mesh = await MeshRelays.start([withSecret()]);
    const own = withSecret();
    for (const bytes of [
      Buffer.from("garbage of some length"),
      encodeFrame(Buffer.alloc(5000)),
      encodeFrame(Buffer.from("{}")),
    ])
      assert.equal(await isRefused(mesh, own, () => bytes), true);
  });

  it("[CL-42] a leg is brought to the relay whose certificate is in its lease, and to no other", async () => {
    await using mesh = await MeshRelays.start([withSecret(), withSecret()]);
    await mesh.admit();
    await mesh.tcpLeg(0);
    await mesh.until(() => mesh.asked.length > 0, "the first is asked for");
    const pinned = mesh.relay(0);
    Object.assign(mesh.relays, { 0: { ...pinned, material: withSecret() } });
    const second = await mesh.tcpLeg(1, { id: "1" });
    assert.equal((await second.readToEnd()).length, 0);
    assert.equal(mesh.relay(1).drops.get("mesh_down"), 1);
    assert.ok(parseCertificate(pinned.material.cert) !== undefined);
  });

  it("[CL-43] certificates that change are for connections from now on; sessions that run stay", async () => {
    await using mesh = await MeshRelays.start([withCertificate(), withCertificate()]);
    const [first, second] = await pairOver(mesh, ["tcp", "tcp"]);
    const later = certificates.authority();
    for (const { trust } of mesh.relays) trust.change({ kind: "certificates", ca: later.ca, ...later.issue("relay") });
    await first.say(Buffer.from("still here"));
    assert.equal((await second.hear(10)).toString(), "still here");
    const uuid = "22222222-2222-4333-8444-555555555555";
    await mesh.admit(uuid);
    const third = await mesh.tcpLeg(0, { uuid });
    await mesh.until(() => mesh.asked.length > 2, "it is asked for");
    const fourth = await mesh.tcpLeg(1, { uuid, id: "1" });
    await mesh.until(() => mesh.relay(0).relay.sessions().length === 2, "joined by the new ones");
    await third.write(Buffer.from("y"));
    assert.equal((await fourth.read(1)).toString(), "y");
  });
});
