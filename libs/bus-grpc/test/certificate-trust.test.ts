import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodeName, noMetrics, silentLogger } from "@fairlead/base";
import { RecordedMetrics } from "@fairlead/base/testing";
import { type NodeRole, type NodeView, roleUri } from "@fairlead/cluster";
import {
  type CertificateWish,
  liveClock,
  liveRandom,
  ManualClock,
  TempFolder,
  TestAuthority,
  waitUntil,
} from "@fairlead/testkit";
import { ChannelCredentials } from "@grpc/grpc-js";
import { BusTrustError } from "../src/index.ts";
import type { BusTrust } from "../src/trust/bus-trust.ts";
import { openTrust } from "../src/trust/open-trust.ts";
import { type GrpcNode, GrpcNodes } from "./support/grpc-nodes.ts";
import { writeNodeFiles } from "./support/node-files.ts";
import { RawLink } from "./support/raw-link.ts";

const none = { proof: new Uint8Array(0), nonce: new Uint8Array(0) };
const helloOf = (role: string) => ({ kind: "hello" as const, slot: 9, epoch: "e9", role, release: "1", ...none });
const rendezvous: CertificateWish = { uris: [roleUri("rendezvous")] };
const relay: CertificateWish = { uris: [roleUri("relay")] };

class Site implements AsyncDisposable {
  readonly authority: TestAuthority;
  readonly nodes = new GrpcNodes(() => this.trust(rendezvous));
  readonly folders: TempFolder[] = [];

  private constructor(authority: TestAuthority) {
    this.authority = authority;
  }

  static async open(): Promise<Site> {
    return new Site(await TestAuthority.create());
  }

  async trust(options: CertificateWish, authority = this.authority) {
    const folder = await TempFolder.create("bus");
    this.folders.push(folder);
    return { kind: "certificates" as const, pollMs: 30, ...(await writeNodeFiles(authority, folder.path, options)) };
  }
  async add(options: CertificateWish, role: NodeRole = "rendezvous", authority = this.authority): Promise<GrpcNode> {
    return this.nodes.add({ role, trust: await this.trust(options, authority) });
  }
  async [Symbol.asyncDispose](): Promise<void> {
    await this.nodes[Symbol.asyncDispose]();
    for (const folder of this.folders) await folder[Symbol.asyncDispose]();
  }
}

/** A client with a certificate of its own choice; it takes any server of the authority. */
async function rawLink(
  node: GrpcNode,
  authority: TestAuthority,
  options: CertificateWish | undefined,
  issuer = authority,
): Promise<RawLink> {
  const issued = options && (await issuer.issue(options));
  const own = issued ? [Buffer.from(issued.key), Buffer.from(issued.cert)] : [];
  const any = { checkServerIdentity: () => undefined };
  const credentials = ChannelCredentials.createSsl(Buffer.from(authority.cert), own[0] ?? null, own[1] ?? null, any);
  return new RawLink(`127.0.0.1:${node.bus.port}`, credentials);
}

describe("certificates", () => {
  it("[CL-41] let in whoever the authority gave the role it says", async () => {
    await using site = await Site.open();
    const [node] = await site.nodes.open("rendezvous");
    assert.ok(node);
    const ended = async (
      options: CertificateWish | undefined,
      role: string,
      issuer = site.authority,
    ): Promise<string> => {
      using link = await rawLink(node, site.authority, options, issuer);
      link.say(helloOf(role));
      return await link.ended;
    };
    using welcome = await rawLink(node, site.authority, relay);
    welcome.say(helloOf("relay"));
    await waitUntil(site.nodes.clock, "it is answered", () => welcome.heard.length > 0);
    assert.equal(welcome.heard[0]?.kind, "hello");
    assert.match(
      await ended(relay, "rendezvous"),
      /^its certificate is that of a relay, its hello that of a "rendezvous"$/,
    );
    assert.equal(await ended({ uris: [] }, "relay"), "its certificate names no role");
    assert.equal(
      await ended({ uris: [roleUri("relay"), roleUri("rendezvous")] }, "relay"),
      "its certificate names no role",
    );
    assert.match(await ended(undefined, "relay"), /No connection|disconnected|reset|closed|handshake|alert/i);
    assert.match(
      await ended(relay, "relay", await TestAuthority.create()),
      /No connection|disconnected|reset|closed|handshake|alert/i,
    );
    assert.match(
      await ended({ ...relay, endsInMs: -1000 }, "relay"),
      /No connection|disconnected|reset|closed|handshake|alert/i,
    );
  });

  it("[CL-41] refuse a relay's certificate for the slot of a rendezvous", async () => {
    await using site = await Site.open();
    const [node] = await site.nodes.open("rendezvous");
    assert.ok(node);
    node.bus.follow(node.self, [node.view, { ...node.view, slot: 9, epoch: "e9", busAddress: "" }]);
    using link = await rawLink(node, site.authority, relay);
    link.say(helloOf("relay"));
    assert.equal(await link.ended, "its lease is that of a rendezvous, its hello that of a relay");
  });

  it("[CL-41] a relay that writes itself the lease of a rendezvous gains nothing by it, also on a stream that stands", async () => {
    await using site = await Site.open();
    const [node] = await site.nodes.open("rendezvous");
    assert.ok(node);
    const lease = { ...node.view, slot: 9, epoch: "e9", role: "relay" as const, busAddress: "" };
    node.bus.follow(node.self, [node.view, lease]);
    using link = await rawLink(node, site.authority, relay);
    link.say(helloOf("relay"));
    await waitUntil(site.nodes.clock, "it is answered", () => link.heard.length > 0);
    node.bus.follow(node.self, [node.view, lease]);
    node.bus.follow(node.self, [node.view, { ...lease, role: "rendezvous" }]);
    assert.equal(await link.ended, "its lease is that of a rendezvous, its hello that of a relay");
    assert.deepEqual(site.nodes.drops, ["bus_forbidden"]);
  });

  it("[CL-41] keep a client from a server of another authority, or of another role than its lease says", async () => {
    await using site = await Site.open();
    const one = await site.add(rendezvous);
    const second = await site.add(rendezvous, "rendezvous", await TestAuthority.create());
    const third = await site.add(relay, "relay");
    one.bus.follow(one.self, [one.view, second.view]);
    await waitUntil(site.nodes.clock, "the second is refused", () => !one.bus.linked(2));
    assert.match(one.bus.complaint() ?? "", /n2 at .*(signature|issuer|certificate)/);
    one.bus.follow(one.self, [one.view, { ...third.view, role: "rendezvous" }]);
    await waitUntil(site.nodes.clock, "the third is refused", () => !one.bus.linked(3));
    assert.match(one.bus.complaint() ?? "", /n3 at .*its certificate is not that of a rendezvous/);
  });

  it("[CL-41] are refused at the start when they are not this node's, naming setting and file", async () => {
    await using site = await Site.open();
    const open = async (options: CertificateWish, changed: object = {}): Promise<BusTrust> => {
      const settings = { ...(await site.trust(options)), ...changed };
      const ports = { clock: new ManualClock(), random: liveRandom(), logger: silentLogger, metrics: noMetrics };
      return openTrust(ports, { name: nodeName("a"), role: "relay" }, settings);
    };
    const other = await site.trust(relay);
    const wrong: readonly (readonly [() => Promise<BusTrust>, RegExp])[] = [
      [() => open(rendezvous), /does not say that this node is a relay; BUS_CERT=.*fairlead:\/\/role\/relay/],
      [() => open(relay, { keyFile: other.keyFile }), /do not belong together; BUS_CERT=/],
      [() => open(relay, { certFile: "missing.pem" }), /cannot read it: .*; BUS_CERT=missing.pem/],
      [() => open(relay, { caFile: other.keyFile }), /there is no certificate in it; BUS_CA=/],
      [() => open(relay, { keyFile: other.certFile }), /the key does not parse: .*; BUS_KEY=/],
    ];
    for (const [opened, message] of wrong)
      await assert.rejects(opened(), (error) => error instanceof BusTrustError && message.test(error.message));
  });

  it("[CL-44] sign the key that pub/sub is sealed to: cards of others, and of another authority, are not taken", async () => {
    await using site = await Site.open();
    const ports = { clock: liveClock(), random: liveRandom(), logger: silentLogger, metrics: noMetrics };
    const open = async (name: string, authority = site.authority, options = rendezvous): Promise<BusTrust> =>
      openTrust(ports, { name: nodeName(name), role: "rendezvous" }, await site.trust(options, authority));
    const [a, b, stranger, expired] = await Promise.all([
      open("a"),
      open("b"),
      open("b", await TestAuthority.create()),
      open("b", site.authority, { ...rendezvous, endsInMs: -1000 }),
    ]);
    const template = (await site.add(rendezvous)).view;
    const view = (trust: string, name = "b"): NodeView => ({ ...template, slot: 2, name: nodeName(name), trust });
    const [plain, bound] = [Buffer.from("text"), Buffer.from("1>2")];
    const sealed = a.sealer.seal(view(b.card()), plain, bound);
    assert.ok(sealed);
    assert.deepEqual(Buffer.from(b.sealer.open({ ...view(a.card(), "a"), slot: 1 }, sealed, bound) ?? []), plain);
    const own = expired.sealer.seal(undefined, plain, bound) ?? assert.fail();
    assert.deepEqual(Buffer.from(expired.sealer.open(undefined, own, bound) ?? []), plain, "[CL-4] to itself");
    assert.equal(a.sealer.open(undefined, own, bound), undefined);
    for (const card of [stranger.card(), expired.card(), a.card(), ""])
      assert.equal(a.sealer.seal(view(card), plain, bound), undefined);
    const moved = JSON.stringify({ ...JSON.parse(b.card()), boxKey: JSON.parse(a.card()).boxKey });
    assert.equal(a.sealer.seal(view(moved), plain, bound), undefined);
    for (const trust of [a, b, stranger, expired]) trust[Symbol.dispose]();
  });
});

const ENDS = "fairlead_bus_certificate_expiration_timestamp_seconds";

describe("certificates that end", () => {
  it("[CL-43] are complained of by file and date, a week before", async () => {
    await using site = await Site.open();
    const clock = new ManualClock(Date.now());
    const settings = await site.trust({ ...rendezvous, endsInMs: 8 * 86_400_000 });
    const metrics = new RecordedMetrics();
    const ports = { clock, random: liveRandom(), logger: silentLogger, metrics };
    using trust = await openTrust(ports, { name: nodeName("a"), role: "rendezvous" }, settings);
    const endsInMs = Number(metrics.gaugeNow(ENDS)) * 1000 - clock.wall();
    assert.ok(Math.abs(endsInMs - 8 * 86_400_000) < 60_000, `the gauge says in ${endsInMs} ms`);
    assert.equal(trust.complaint(), undefined);
    clock.jumpWall(2 * 86_400_000);
    assert.match(trust.complaint() ?? "", /^the bus certificate ends on 20\d\d-.*; BUS_CERT=.*cert\.pem; do: /);
    clock.jumpWall(7 * 86_400_000);
    assert.match(trust.complaint() ?? "", /^the bus certificate ended on 20\d\d-.*; BUS_CERT=.*cert\.pem; do: /);
  });
});

describe("certificates that change", () => {
  it("[CL-43] lose and reorder nothing of what is said meanwhile, both ways, and are in use then", async () => {
    await using site = await Site.open();
    const settings = [await site.trust(rendezvous), await site.trust(rendezvous)];
    const [a, b] = [
      await site.nodes.add({ role: "rendezvous", trust: settings[0] ?? assert.fail() }),
      await site.nodes.add({ role: "rendezvous", trust: settings[1] ?? assert.fail() }),
    ];
    await site.nodes.introduceAll();
    await waitUntil(site.nodes.clock, "both are up", () => a.bus.up(2) && b.bus.up(1), 20_000);
    const heard = [numbersHeardBy(a), numbersHeardBy(b)];
    const before = a.bus.trust.material().cert;
    let said = 0;
    const talk = site.nodes.clock.every(1, () => {
      for (let burst = 0; burst < 5; burst += 1, said += 1) {
        assert.equal(a.bus.send(b.self, { kind: "echo", nonce: said }), undefined);
        assert.equal(b.bus.send(a.self, { kind: "echo", nonce: said }), undefined);
      }
    });
    const renewed = (): number => a.bus.renewals + b.bus.renewals;
    for (let round = 1; round <= 3; round += 1) {
      for (const [index, folder] of site.folders.entries())
        if (index < 2) await writeNodeFiles(site.authority, folder.path, rendezvous);
      await waitUntil(site.nodes.clock, `round ${round}: both renewed`, () => renewed() >= round * 2, 20_000);
    }
    talk[Symbol.dispose]();
    await waitUntil(site.nodes.clock, "all arrived", () => heard.every((list) => list.length >= said), 20_000);
    assert.notEqual(a.bus.trust.material().cert, before);
    for (const list of heard)
      assert.deepEqual(
        list,
        Array.from({ length: said }, (_, index) => index),
      );
    assert.deepEqual(site.nodes.drops, []);
  });

  it("[CL-43] are in use also when they change again while a stream goes over to the ones before", async () => {
    await using site = await Site.open();
    const [own, others] = [await site.trust(rendezvous), await site.trust(rendezvous)];
    const a = await site.nodes.add({ role: "rendezvous", trust: own });
    const b = await site.nodes.add({ role: "rendezvous", trust: others });
    await site.nodes.introduceAll();
    await waitUntil(site.nodes.clock, "it is up", () => a.bus.up(2), 20_000);
    const wire = await site.nodes.wire(a, b);
    wire.stall();
    for (const change of ["the first", "the second"]) {
      const { cert } = a.bus.trust.material();
      await writeNodeFiles(site.authority, site.folders[0]?.path ?? "", rendezvous);
      await waitUntil(site.nodes.clock, `${change} is read`, () => a.bus.trust.material().cert !== cert);
      await waitUntil(site.nodes.clock, "a stream with the first stands", () => b.bus.load().incoming === 2);
    }
    assert.equal(a.bus.renewals, 0);
    wire.heal();
    await waitUntil(site.nodes.clock, "it went over to both", () => a.bus.renewals === 2);
  });

  it("[CL-43] are kept while what lies there does not fit together, with a complaint", async () => {
    await using site = await Site.open();
    const settings = await site.trust(rendezvous);
    const node = await site.nodes.add({ role: "rendezvous", trust: settings });
    const before = node.bus.trust.material();
    const folder = site.folders[0] ?? assert.fail();
    await writeNodeFiles(site.authority, folder.path, relay);
    await waitUntil(site.nodes.clock, "it complains", () => node.bus.complaint() !== undefined);
    assert.match(node.bus.complaint() ?? "", /goes on with its previous certificate: .*BUS_CERT=/);
    assert.deepEqual(node.bus.trust.material(), before);
    await writeNodeFiles(site.authority, folder.path, rendezvous);
    await waitUntil(site.nodes.clock, "it is content", () => node.bus.complaint() === undefined);
  });
});

function numbersHeardBy(node: GrpcNode): number[] {
  const numbers: number[] = [];
  node.bus.receive((_, message) => message.kind === "echo" && numbers.push(message.nonce));
  return numbers;
}
