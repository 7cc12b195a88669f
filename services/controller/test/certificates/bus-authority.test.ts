import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { describe, it } from "node:test";
import { noMetrics, silentLogger } from "@fairlead/base";
import { type NodeRole, type OwnIdentity, roleOf } from "@fairlead/cluster";
import { type KubeApi, openKubeApi } from "@fairlead/kube";
import { FakeKube, liveClock, liveRandom, ManualClock } from "@fairlead/testkit";
import { issueCertificate, makeAuthority } from "../../src/certificates/authority.ts";
import { BusAuthority, type TrustReview } from "../../src/certificates/bus-authority.ts";
import { certManagerObjects } from "../../src/certificates/cert-manager.ts";
import { NODE_LIFE_MS, SETTLE_MS } from "../../src/certificates/certificate-terms.ts";
import { decodedData, encodedData } from "../../src/certificates/secret-data.ts";
import { certificatesIn } from "../../src/certificates/trust-secret.ts";
import { AuthorityError, initSecrets, installNames } from "../../src/index.ts";

const DAY_MS = 86_400_000;
const ROLES: readonly NodeRole[] = ["rendezvous", "relay"];
const roles = new Map(ROLES.map((role) => [role, { secret: `fl-bus-${role}`, dnsNames: [`fl-${role}.rd.svc`] }]));

/** An install whose Secrets kube-init has made, and whose wall clock is the test's. */
class Site implements AsyncDisposable {
  readonly clock = new ManualClock(Date.UTC(2026, 5, 1));
  readonly ports = { clock: this.clock, random: liveRandom() };
  readonly fake: FakeKube;
  readonly #api: KubeApi & AsyncDisposable;

  private constructor(fake: FakeKube, api: KubeApi & AsyncDisposable) {
    this.fake = fake;
    this.#api = api;
  }

  static async open(): Promise<Site> {
    const fake = await FakeKube.start({ namespaces: ["rd"] });
    const ports = { clock: liveClock(), random: liveRandom(), metrics: noMetrics };
    const site = new Site(fake, await openKubeApi(ports, { kind: "url", url: fake.url }));
    const names = installNames({ fullName: "fl", namespace: "rd" });
    await initSecrets(site.#api, names, site.ports, { mode: "external", prefix: "", roles: [] });
    return site;
  }

  /** As a leader that has just come does it. */
  review(): Promise<TrustReview> {
    const settings = { namespace: "rd", fieldManager: "fairlead-controller", authoritySecret: "fl-bus-ca", roles };
    return new BusAuthority({ ...this.ports, api: this.#api, logger: silentLogger }, settings).review();
  }

  async done(): Promise<readonly string[]> {
    return (await this.review()).changes.map(({ role, done }) => `${role}: ${done}`);
  }

  files(role: NodeRole): Readonly<Record<string, string>> {
    const object = this.fake.get("secrets", `fl-bus-${role}`, "rd") ?? assert.fail();
    return decodedData(object as Parameters<typeof decodedData>[0]);
  }

  leaf(role: NodeRole): X509Certificate {
    return new X509Certificate(this.files(role)["tls.crt"] ?? "");
  }

  trusted(role: NodeRole): readonly string[] {
    return certificatesIn(this.files(role)["ca.crt"] ?? "").map(({ fingerprint256 }) => fingerprint256);
  }

  put(name: string, values: Record<string, string>): void {
    const metadata = { name, namespace: "rd" };
    this.fake.put({ apiVersion: "v1", kind: "Secret", metadata, type: "kubernetes.io/tls", data: encodedData(values) });
  }

  /** Another authority takes the place of the one there is. */
  async newAuthority(): Promise<OwnIdentity> {
    const authority = await makeAuthority(this.ports);
    this.put("fl-bus-ca", { "tls.crt": authority.cert, "tls.key": authority.key });
    return authority;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#api[Symbol.asyncDispose]();
    await this.fake[Symbol.asyncDispose]();
  }
}

describe("certificates that the authority issues", () => {
  it("[KU-25] are P-256, carry the role, names and both ends of a connection, and do not outlive it", async () => {
    const ports = { clock: new ManualClock(Date.UTC(2026, 5, 1)), random: liveRandom() };
    const authority = await makeAuthority(ports, 30 * DAY_MS);
    const issuer = new X509Certificate(authority.cert);
    const { cert } = await issueCertificate(ports, authority, { role: "relay", dnsNames: ["fl-relay.rd.svc"] });
    const leaf = new X509Certificate(cert);
    assert.equal(roleOf(leaf), "relay");
    assert.equal(leaf.subjectAltName, "URI:fairlead://role/relay, DNS:fl-relay.rd.svc");
    assert.deepEqual([...(leaf.keyUsage ?? [])].sort(), ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
    assert.equal(leaf.publicKey.asymmetricKeyDetails?.namedCurve, "prime256v1");
    assert.ok(leaf.checkIssued(issuer) && leaf.verify(issuer.publicKey) && issuer.ca && !leaf.ca);
    assert.ok(leaf.validToDate.getTime() <= issuer.validToDate.getTime());
  });
});

describe("the authority of an install", () => {
  it("[KU-25] does nothing while all is well, and says when to look again", async () => {
    await using site = await Site.open();
    const { changes, complaint, nextMs } = await site.review();
    assert.deepEqual([changes, complaint], [[], undefined]);
    const days = (nextMs - site.clock.wall()) / DAY_MS;
    assert.ok(days > 59 && days < 61, `${days} days`);
  });

  it("[KU-25] replaces certificates at two thirds of their life, key and all, in one write", async () => {
    await using site = await Site.open();
    const before = ROLES.map((role) => site.files(role));
    site.clock.jumpWall((NODE_LIFE_MS * 2) / 3 - DAY_MS);
    assert.deepEqual(await site.done(), []);
    site.clock.jumpWall(2 * DAY_MS);
    const version = site.fake.version;
    const { changes } = await site.review();
    assert.deepEqual(
      changes.map(({ secret, done }) => [secret, done]),
      [
        ["fl-bus-rendezvous", "issue"],
        ["fl-bus-relay", "issue"],
      ],
    );
    assert.match(
      changes[0]?.note ?? "",
      /^a new certificate in fl-bus-rendezvous, until .*: two thirds of its life are over$/,
    );
    assert.equal(site.fake.version, version + 2);
    for (const [index, role] of ROLES.entries()) {
      assert.equal(roleOf(site.leaf(role)), role);
      assert.notEqual(site.files(role)["tls.key"], before[index]?.["tls.key"]);
      assert.equal(site.files(role)["ca.crt"], before[index]?.["ca.crt"]);
    }
    assert.deepEqual(await site.done(), []);
  });

  it("[KU-25] goes over to another authority in three steps, each in use before the next, also when another leads by then", async () => {
    await using site = await Site.open();
    const [oldLeaf, oldTrust] = [site.leaf("relay").fingerprint256, site.trusted("relay")];
    const authority = new X509Certificate((await site.newAuthority()).cert);
    assert.deepEqual(await site.done(), ["rendezvous: trust", "relay: trust"]);
    for (const role of ROLES) assert.deepEqual(site.trusted(role), [authority.fingerprint256, ...oldTrust]);
    assert.equal(site.leaf("relay").fingerprint256, oldLeaf);
    site.clock.jumpWall(SETTLE_MS - 1);
    assert.deepEqual(await site.done(), []);
    site.clock.jumpWall(1);
    assert.deepEqual(await site.done(), ["rendezvous: issue", "relay: issue"]);
    for (const role of ROLES) {
      assert.ok(site.leaf(role).verify(authority.publicKey));
      assert.equal(site.trusted(role).length, 2);
    }
    site.clock.jumpWall(SETTLE_MS - 1);
    assert.deepEqual(await site.done(), []);
    site.clock.jumpWall(1);
    assert.deepEqual(await site.done(), ["rendezvous: forget", "relay: forget"]);
    for (const role of ROLES) assert.deepEqual(site.trusted(role), [authority.fingerprint256]);
    assert.deepEqual(await site.done(), []);
  });

  it("[KU-25] writes only onto what it read: of two that lead for a moment one certificate comes, not half of each", async () => {
    await using site = await Site.open();
    site.clock.jumpWall(NODE_LIFE_MS * 0.7);
    const both = await Promise.allSettled([site.review(), site.review(), site.review()]);
    assert.ok(both.some(({ status }) => status === "fulfilled"));
    for (const one of both)
      if (one.status === "rejected") assert.equal((one.reason as { readonly reason?: string }).reason, "Conflict");
    assert.deepEqual(await site.done(), []);
  });

  it("[KU-25] refuses what cannot sign, by name and step, and leaves certificates as they are", async () => {
    await using site = await Site.open();
    const before = ROLES.map((role) => site.files(role));
    const refusal = async (): Promise<string> => {
      const error = await site.review().catch((thrown: unknown) => thrown);
      assert.ok(error instanceof AuthorityError);
      return error.message;
    };
    const other = await makeAuthority(site.ports);
    const own = await makeAuthority(site.ports);
    site.put("fl-bus-ca", { "tls.crt": own.cert, "tls.key": other.key });
    assert.match(await refusal(), /^Secret fl-bus-ca cannot sign .*do not belong together; do: /);
    site.put("fl-bus-ca", { "tls.crt": site.files("relay")["tls.crt"] ?? "", "tls.key": "" });
    assert.match(await refusal(), /no root certificate; do: /);
    site.fake.remove("secrets", "fl-bus-ca", "rd");
    assert.match(await refusal(), /^there is no Secret rd\/fl-bus-ca; do: helm upgrade/);
    assert.deepEqual(
      ROLES.map((role) => site.files(role)),
      before,
    );
  });

  it("complains a year before the authority ends", async () => {
    await using site = await Site.open();
    site.clock.jumpWall(9 * 365 * DAY_MS + 2 * DAY_MS);
    const { complaint } = await site.review();
    assert.match(
      complaint ?? "",
      /^the authority of the bus ends on .*; do: delete Secret fl-bus-ca and run helm upgrade/,
    );
  });
});

describe("cert-manager in place of it", () => {
  it("[KU-25] is asked for the same certificates from the same authority", () => {
    const wish = { namespace: "rd", authoritySecret: "fl-bus-ca", issuer: "fl-bus", labels: { a: "b" }, roles };
    const [issuer, ...certificates] = certManagerObjects(wish);
    assert.deepEqual(issuer, {
      apiVersion: "cert-manager.io/v1",
      kind: "Issuer",
      metadata: { name: "fl-bus", namespace: "rd", labels: { a: "b" } },
      spec: { ca: { secretName: "fl-bus-ca" } },
    });
    assert.deepEqual(certificates[1], {
      apiVersion: "cert-manager.io/v1",
      kind: "Certificate",
      metadata: { name: "fl-bus-relay", namespace: "rd", labels: { a: "b" } },
      spec: {
        secretName: "fl-bus-relay",
        commonName: "fairlead relay",
        uris: ["fairlead://role/relay"],
        dnsNames: ["fl-relay.rd.svc"],
        duration: "2160h",
        renewBefore: "720h",
        privateKey: { algorithm: "ECDSA", size: 256, encoding: "PKCS8", rotationPolicy: "Always" },
        usages: ["digital signature", "client auth", "server auth"],
        issuerRef: { group: "cert-manager.io", kind: "Issuer", name: "fl-bus" },
      },
    });
    assert.deepEqual(
      certificates.map(({ metadata }) => metadata.name),
      ["fl-bus-rendezvous", "fl-bus-relay"],
    );
  });
});
