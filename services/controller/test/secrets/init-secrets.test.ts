import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";
import { noMetrics } from "@fairlead/base";
import { roleOf } from "@fairlead/cluster";
import { openKubeApi } from "@fairlead/kube";
import { FakeKube, findPort, liveClock, liveRandom, RedisServer, redisCli, TempFolder } from "@fairlead/testkit";
import { Ed25519KeyPair, publicKeyText } from "@fairlead/wire";
import { decodedData, encodedData } from "../../src/certificates/secret-data.ts";
import {
  type InstallNamesInput,
  type InstallRow,
  InstallSecretError,
  initSecrets,
  installNames,
  type RedisWish,
} from "../../src/index.ts";
import { type RedisRole, redisUserLine } from "../../src/secrets/redis-users.ts";

const ports = { clock: liveClock(), random: liveRandom() };
const embedded: RedisWish = { mode: "embedded", prefix: "fairlead:", roles: [] };
const ALL = [
  "Secret fl-signing-key",
  "ConfigMap fl-public-key",
  "Secret fl-bus-ca",
  "Secret fl-bus-rendezvous",
  "Secret fl-bus-relay",
  "Secret fl-redis",
  "Secret fl-admin-token",
];
const kindsAndNames = (rows: readonly InstallRow[]): string[] => rows.map(({ kind, name }) => `${kind} ${name}`);
const results = (rows: readonly InstallRow[]): Set<string> => new Set(rows.map(({ result }) => result));

/** A namespace, and what kube-init makes there. */
class Site implements AsyncDisposable {
  readonly fake: FakeKube;

  private constructor(fake: FakeKube) {
    this.fake = fake;
  }

  static async open(): Promise<Site> {
    return new Site(await FakeKube.start({ namespaces: ["rd"] }));
  }

  async init(
    given: InstallNamesInput["given"] = {},
    redis: RedisWish = embedded,
    fullName = "fl",
  ): Promise<readonly InstallRow[]> {
    await using api = await openKubeApi({ ...ports, metrics: noMetrics }, { kind: "url", url: this.fake.url });
    return await initSecrets(api, installNames({ fullName, namespace: "rd", given }), ports, redis);
  }

  values(name: string): Readonly<Record<string, string>> {
    const object = this.fake.get("secrets", name, "rd") ?? assert.fail(`there is no Secret ${name}`);
    return decodedData(object as Parameters<typeof decodedData>[0]);
  }

  put(name: string, values: Record<string, string>): void {
    const metadata = { name, namespace: "rd" };
    this.fake.put({ apiVersion: "v1", kind: "Secret", metadata, type: "Opaque", data: encodedData(values) });
  }

  stored(): string {
    return JSON.stringify([this.fake.list("secrets"), this.fake.list("configmaps")]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.fake[Symbol.asyncDispose]();
  }
}

const refused =
  (...parts: readonly RegExp[]) =>
  (error: unknown): boolean =>
    error instanceof InstallSecretError && parts.every((part) => part.test(error.message));

describe("what an install needs once", () => {
  it("[KU-11] is made, each thing as whoever reads it wants it", async () => {
    await using site = await Site.open();
    const rows = await site.init();
    assert.deepEqual(kindsAndNames(rows), ALL);
    assert.deepEqual(results(rows), new Set(["made"]));
    const key = site.values("fl-signing-key");
    const pair = Ed25519KeyPair.fromSecret(Buffer.from(key["id_ed25519"] ?? "", "base64"));
    const publicText = publicKeyText(pair.publicKey);
    assert.equal(key["id_ed25519.pub"], publicText);
    assert.match(rows[0]?.note ?? "", new RegExp(publicText.replaceAll(/[+/]/g, "\\$&")));
    const publicKey = site.fake.get("configmaps", "fl-public-key", "rd") as unknown as { readonly data: object };
    assert.deepEqual(publicKey.data, { "id_ed25519.pub": publicText });
    const authority = new X509Certificate(site.values("fl-bus-ca")["tls.crt"] ?? "");
    for (const role of ["rendezvous", "relay"] as const) {
      const files = site.values(`fl-bus-${role}`);
      const leaf = new X509Certificate(files["tls.crt"] ?? "");
      assert.equal(roleOf(leaf), role);
      assert.ok(leaf.verify(authority.publicKey) && leaf.checkIssued(authority));
      assert.equal(new X509Certificate(files["ca.crt"] ?? "").fingerprint256, authority.fingerprint256);
      assert.match(leaf.subjectAltName ?? "", new RegExp(`DNS:fl-${role}\\.rd\\.svc`));
    }
    assert.ok((site.values("fl-admin-token")["token"] ?? "").length >= 43);
  });

  it("[KU-11] puts the private signing key into one Secret and nowhere else", async () => {
    await using site = await Site.open();
    await site.init();
    const { id_ed25519: secret = "" } = site.values("fl-signing-key");
    const others = [...site.fake.list("secrets"), ...site.fake.list("configmaps")].filter(
      ({ metadata }) => metadata.name !== "fl-signing-key",
    );
    const encoded = Buffer.from(secret).toString("base64");
    assert.deepEqual(
      others.filter((one) => JSON.stringify(one).includes(secret) || JSON.stringify(one).includes(encoded)),
      [],
    );
  });

  it("[KU-11] is kept as it is by a second run, which only creates and reads", async () => {
    await using site = await Site.open();
    await site.init();
    const before = site.stored();
    const seen = site.fake.seen.all.length;
    const rows = await site.init();
    assert.deepEqual(results(rows), new Set(["kept"]));
    assert.equal(site.stored(), before);
    const verbs = new Set(site.fake.seen.all.slice(seen).map(({ verb }) => verb));
    assert.deepEqual([...verbs].sort(), ["create", "get"]);
  });

  it("[KU-11] is one making, whoever runs at the same time", async () => {
    await using site = await Site.open();
    const runs = await Promise.all([1, 2, 3, 4, 5].map(() => site.init()));
    for (const [index, name] of ALL.entries()) {
      const made = runs.filter((rows) => rows[index]?.result === "made");
      assert.equal(made.length, 1, `${name} was made ${made.length} times`);
    }
    const authority = new X509Certificate(site.values("fl-bus-ca")["tls.crt"] ?? "");
    for (const role of ["rendezvous", "relay"])
      assert.ok(new X509Certificate(site.values(`fl-bus-${role}`)["tls.crt"] ?? "").verify(authority.publicKey));
  });

  it("[KU-11] makes what is missing beside what is there", async () => {
    await using site = await Site.open();
    await site.init();
    site.fake.remove("secrets", "fl-bus-relay", "rd");
    site.fake.remove("configmaps", "fl-public-key", "rd");
    const made = (await site.init()).filter(({ result }) => result === "made");
    assert.deepEqual(kindsAndNames(made), ["ConfigMap fl-public-key", "Secret fl-bus-relay"]);
  });

  it("[KU-11] leaves an external Redis alone, and makes no authority where all certificates are given", async () => {
    await using site = await Site.open();
    await site.init({}, embedded, "other");
    const given = { busRendezvous: "other-bus-rendezvous", busRelay: "other-bus-relay" };
    const rows = await site.init(given, { ...embedded, mode: "external" });
    assert.deepEqual(kindsAndNames(rows), [
      "Secret fl-signing-key",
      "ConfigMap fl-public-key",
      "Secret other-bus-rendezvous",
      "Secret other-bus-relay",
      "Secret fl-admin-token",
    ]);
    assert.equal(site.fake.get("secrets", "fl-bus-ca", "rd"), undefined);
  });
});

describe("Secrets that are there already", () => {
  it("[KU-11] are taken when they are good, and never written to", async () => {
    await using site = await Site.open();
    const pair = Ed25519KeyPair.generate();
    site.put("mine", { id_ed25519: `${Buffer.from(pair.secret).toString("base64")}\n` });
    site.put("passwords", { "rendezvous-password": "a", "relay-password": "b", "controller-password": "c" });
    const before = JSON.stringify([site.values("mine"), site.values("passwords")]);
    const external: RedisWish = { mode: "external", prefix: "fairlead:", roles: ["rendezvous", "relay", "controller"] };
    const rows = await site.init({ signingKey: "mine", redis: "passwords" }, external);
    assert.deepEqual(
      rows.filter(({ result }) => result === "given").map(({ name }) => name),
      ["mine", "passwords"],
    );
    assert.equal(JSON.stringify([site.values("mine"), site.values("passwords")]), before);
    const publicKey = site.fake.get("configmaps", "fl-public-key", "rd") as unknown as { readonly data: object };
    assert.deepEqual(publicKey.data, { "id_ed25519.pub": publicKeyText(pair.publicKey) });
  });

  it("[KU-11] are refused by name, key and step when they are not", async () => {
    await using site = await Site.open();
    await site.init({}, embedded, "other");
    const { "id_ed25519.pub": otherPublic = "" } = site.values("other-signing-key");
    const secret = Buffer.from(Ed25519KeyPair.generate().secret).toString("base64");
    const relay = site.values("other-bus-relay");
    const wrong: readonly (readonly [string, Record<string, string>, InstallNamesInput["given"], RegExp])[] = [
      ["empty", {}, { signingKey: "empty" }, /it has no id_ed25519; do: /],
      ["text", { id_ed25519: "no key" }, { signingKey: "text" }, /its id_ed25519 is not base64; do: /],
      ["short", { id_ed25519: "aGVsbG8=" }, { signingKey: "short" }, /its id_ed25519 is no signing key: .*; do: /],
      [
        "halves",
        { id_ed25519: secret, "id_ed25519.pub": otherPublic },
        { signingKey: "halves" },
        /its id_ed25519\.pub is not the public half of its id_ed25519, which is .*; do: /,
      ],
      ["no-ca", { "tls.crt": "x", "tls.key": "y" }, { busAuthority: "no-ca" }, /cannot be used: .*; do: /],
      ["leaf", { ...relay }, { busAuthority: "leaf" }, /tls\.crt is no root certificate; do: /],
      [
        "relay",
        { ...relay },
        { busRendezvous: "relay" },
        /not that of a rendezvous .*; do: .*fairlead:\/\/role\/rendezvous/,
      ],
      ["no-bundle", { ...relay, "ca.crt": "" }, { busRelay: "no-bundle" }, /no certificate in its ca\.crt; do: /],
      ["no-token", { other: "x" }, { adminToken: "no-token" }, /it lacks token; do: /],
      [
        "half",
        { "relay-password": "x" },
        { redis: "half" },
        /it lacks admin-password, rendezvous-password, controller-password, users\.acl; do: /,
      ],
    ];
    for (const [name, values, given, message] of wrong) {
      site.put(name, values);
      await assert.rejects(site.init(given), refused(new RegExp(`Secret rd/${name} `), message), name);
    }
    await assert.rejects(site.init({ signingKey: "absent" }), refused(/there is no Secret rd\/absent; do: /));
  });

  it("[KU-11] of ours are looked at, too: a key that was replaced by hand does not go unnoticed", async () => {
    await using site = await Site.open();
    await site.init();
    const pair = Ed25519KeyPair.generate();
    site.put("fl-signing-key", { id_ed25519: Buffer.from(pair.secret).toString("base64") });
    const own = publicKeyText(pair.publicKey).replaceAll(/[+/]/g, "\\$&");
    await assert.rejects(
      site.init(),
      refused(/ConfigMap rd\/fl-public-key cannot be used/, new RegExp(`${own}; do: `)),
    );
  });

  it("says what the API refuses, and of what", async () => {
    await using site = await Site.open();
    site.fake.faults.add({ fault: { kind: "refuse", status: 403 }, on: ({ verb }) => verb === "create" });
    await assert.rejects(site.init(), refused(/^cannot make Secret rd\/fl-signing-key: /));
  });
});

const login = (user: string, values: Readonly<Record<string, string>>): readonly string[] => {
  return ["--no-auth-warning", "--user", `fairlead-${user}`, "--pass", values[`${user}-password`] ?? ""];
};

describe("users of Redis", () => {
  const password = { rendezvous: "change-me-rendezvous", relay: "change-me-relay", controller: "change-me-controller" };

  it("[KU-11] may what docs/examples/redis-users.conf says, word for word", async () => {
    const file = resolve(import.meta.dirname, "../../../../docs/examples/redis-users.conf");
    const documented = (await readFile(file, "utf8")).split("\n").filter((line) => line.startsWith("user fairlead-"));
    const ours = (Object.keys(password) as RedisRole[]).map((role) =>
      redisUserLine(role, "fairlead:", `>${password[role]}`),
    );
    assert.deepEqual(ours, documented);
    assert.match(redisUserLine("relay", "one:", ">x"), /~one:node:\{n\} .* %R~one:order:\{o\}:\* .* &one:bus:\* /);
    assert.doesNotMatch(redisUserLine("relay", "one:", ">x"), /fairlead:/);
  });

  it("[KU-11] are let in by a real Redis with the passwords of the same Secret, and nobody else is", async () => {
    await using site = await Site.open();
    await site.init();
    const values = site.values("fl-redis");
    await using folder = await TempFolder.create("acl");
    const file = join(folder.path, "users.acl");
    await writeFile(file, values["users.acl"] ?? "");
    await using server = await RedisServer.start({ port: await findPort("127.0.0.1"), config: [`aclfile ${file}`] });
    const as = (user: string, ...words: readonly string[]): Promise<string> =>
      redisCli(server.port, ...login(user, values), ...words);
    for (const user of ["admin", "rendezvous", "relay", "controller"])
      assert.match(await as(user, "acl", "whoami"), new RegExp(`fairlead-${user}|no permissions`));
    assert.match(await as("controller", "set", "fairlead:peer:{b001}:1", "x"), /NOPERM/);
    assert.match(await redisCli(server.port, "get", "x"), /NOAUTH/);
    assert.match(await redisCli(server.port, "auth", "default", ""), /WRONGPASS/);
  });

  it("[KU-11] lose nothing when Redis is killed and reads its append-only file", async () => {
    await using site = await Site.open();
    await site.init();
    const values = site.values("fl-redis");
    await using folder = await TempFolder.create("acl");
    const file = join(folder.path, "users.acl");
    await writeFile(file, values["users.acl"] ?? "");
    const config = [`aclfile ${file}`, "appendonly yes"];
    await using server = await RedisServer.start({ port: await findPort("127.0.0.1"), config });
    const ask = (...words: readonly string[]): Promise<string> =>
      redisCli(server.port, ...login("rendezvous", values), ...words);
    const script = "redis.call('SET', KEYS[1], 'x') redis.call('SET', KEYS[2], 'y')";
    await ask("eval", script, "2", "fairlead:peer:{b001}:1", "fairlead:at:{b001}:1");
    await server.kill();
    await server.startAgain();
    assert.equal(await ask("mget", "fairlead:peer:{b001}:1", "fairlead:at:{b001}:1"), "x\ny");
  });
});
