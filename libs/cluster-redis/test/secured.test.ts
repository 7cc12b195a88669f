import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { nodeName, peerId, relayName, sessionUuid } from "@fairlead/base";
import { bareRelay, type NodeCard, type RelayOrder, type SourceReport, StoreUnavailableError } from "@fairlead/cluster";
import { idleReport, peerLocationsContract, peerRegistryContract } from "@fairlead/cluster/testing";
import { findPort, RedisServer, TempFolder } from "@fairlead/testkit";
import { locationKey, peerKey } from "../src/device-keys.ts";
import {
  RedisAdmissionStore,
  RedisBudgets,
  RedisNodeLease,
  RedisOpenError,
  RedisPairOwners,
  RedisRelayAdverts,
  RedisRelayDirectory,
  RedisRelayOrders,
  type RedisSettings,
  RedisSharedSettings,
  RedisSourceReports,
  SCHEMA,
} from "../src/index.ts";
import { device, placeAt } from "./devices.ts";
import { locationsOf, openRegistry } from "./open-registry.ts";
import { livePorts, openStore } from "./open-store.ts";

const users = resolve(import.meta.dirname, "../../../docs/examples/redis-users.conf");
const run = promisify(execFile);

const card: NodeCard = {
  name: nodeName("relay-1"),
  role: "relay",
  state: "serving",
  release: "1",
  schema: SCHEMA,
  busAddress: "",
  meshAddress: "",
  settingsVersion: 0,
  trust: "",
};

const report = idleReport("relays-0-abcde");
const order: RelayOrder = { address: "192.0.2.1:21117", region: "", pools: [], draining: false, version: "1" };
const sources: SourceReport = {
  node: nodeName("rd-1"),
  clients: 3,
  fromNodes: 1,
  fromPods: 0,
  natTests: 2,
  portsDiffered: 1,
};

/** One certificate that signs itself, is the server's and the client's. */
async function writeCertificate(folder: string): Promise<{ readonly certFile: string; readonly keyFile: string }> {
  const [certFile, keyFile] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", keyFile];
  const names = ["-subj", "/CN=redis", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2", "-out", certFile];
  await run("openssl", ["req", "-x509", ...key, ...names]);
  return { certFile, keyFile };
}

describe("Redis over TLS with the users of the documentation", () => {
  let folder: TempFolder;
  let server: RedisServer;
  let url = "";
  let tls: NonNullable<RedisSettings["tls"]>;
  let tests = 0;
  const asRendezvous = (): Partial<RedisSettings> => {
    tests += 1;
    return { prefix: `fairlead:${tests}:`, username: "fairlead-rendezvous", password: "change-me-rendezvous", tls };
  };
  const asRelay = (): Partial<RedisSettings> => ({ username: "fairlead-relay", password: "change-me-relay", tls });
  const asElder = { username: "elder", password: "elder" };
  const asController = (): Partial<RedisSettings> => ({
    username: "fairlead-controller",
    password: "change-me-controller",
    tls,
  });

  before(async () => {
    folder = await TempFolder.create("tls");
    const { certFile, keyFile } = await writeCertificate(folder.path);
    tls = { caFile: certFile, certFile, keyFile };
    const port = await findPort("127.0.0.1");
    const elder = "user elder on >elder ~* &* +@all";
    const files = [`tls-cert-file ${certFile}`, `tls-key-file ${keyFile}`, `tls-ca-cert-file ${certFile}`];
    const config = ["port 0", `tls-port ${port}`, ...files, `include ${users}`, elder];
    server = await RedisServer.start({ port, config });
    url = `rediss://127.0.0.1:${port}`;
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  peerRegistryContract("Redis, TLS, user fairlead-rendezvous", () => openRegistry(url, asRendezvous()));
  peerLocationsContract("Redis, TLS, user fairlead-rendezvous", () => locationsOf(url, asRendezvous(), asElder));

  it("keeps a rendezvous out of what is not under its prefix, and hears what is published under it", async () => {
    await using store = await openStore(url, asRendezvous());
    await assert.rejects(store.command("set", "other", "1"), StoreUnavailableError);
    assert.match(store.complaint() ?? "", /NOPERM|permission/);
    await assert.rejects(store.command("flushall"), StoreUnavailableError);
    await using listening = await store.subscribe(store.key("x"), () => undefined);
    assert.ok(listening);
    await store.publish(store.key("x"), Buffer.from("y"));
  });

  it("keeps who registered over a kill of Redis, of its append-only file", async () => {
    const config = ["appendonly yes", `include ${users}`];
    await using own = await RedisServer.start({ port: await findPort("127.0.0.1"), config });
    const user = { username: "fairlead-rendezvous", password: "change-me-rendezvous", prefix: "fairlead:" };
    await using before = await openRegistry(own.url, user);
    await before.claim(device("kept"), placeAt(1));
    await own.kill();
    await own.startAgain();
    await using again = await openRegistry(own.url, user);
    assert.deepEqual((await again.find(peerId("kept")))?.at, placeAt(1));
  });

  it("[CL-19] lets a relay neither read nor write who a device is or where", async () => {
    await using registry = await openRegistry(url, { ...asRendezvous(), prefix: "fairlead:" });
    await registry.claim(device("secret"), placeAt(1));
    await using relay = await openStore(url, asRelay());
    for (const key of [peerKey("secret"), locationKey("secret")].map((text) => relay.key(text))) {
      for (const words of [
        ["hgetall", key],
        ["get", key],
        ["del", key],
        ["set", key, "1"],
        ["eval", "return redis.call('TYPE', KEYS[1])", 1, key],
      ] as const) {
        await assert.rejects(
          relay.command(...(words as readonly [string, ...string[]])),
          StoreUnavailableError,
          words.join(" "),
        );
      }
    }
    assert.deepEqual((await registry.find(peerId("secret")))?.at, placeAt(1));
  });

  it("[CL-19] lets a relay list no keys, whose names are ids and addresses, and hear of no changes of theirs", async () => {
    await using relay = await openStore(url, asRelay());
    for (const words of [
      ["scan", "0"],
      ["randomkey"],
      ["dbsize"],
      ["keys", "*"],
      ["eval", "return redis.call('SCAN', 0)", "0"],
      ["client", "tracking", "on", "bcast", "prefix", "fairlead:"],
      ["client", "list"],
      ["monitor"],
      ["get", relay.key("count:ids:minute:192.0.2.1")],
      ["hgetall", relay.key("wait:192.0.2.1 5000")],
      ["subscribe", "__keyspace@0__:x"],
    ] as const)
      await assert.rejects(
        relay.command(...(words as readonly [string, ...string[]])),
        StoreUnavailableError,
        words.join(" "),
      );
  });

  it("[CL-19] lets a relay do all that a relay does", async () => {
    await using relay = await openStore(url, asRelay());
    assert.notEqual(relay.storeId(), "", "it knows when Redis is another");
    const lease = new RedisNodeLease(relay);
    const self = await lease.acquire(card);
    assert.equal((await lease.renew(self, card)).kind, "renewed");
    const settings = new RedisSharedSettings(relay);
    await settings.change(new Map([["limits", "{}"]]));
    assert.equal((await settings.read()).values.get("limits"), "{}");
    const admissions = new RedisAdmissionStore(relay);
    const uuid = sessionUuid("u");
    await admissions.put({ uuid, peerId: "1", fromIp: "", purpose: "session" });
    assert.equal(await admissions.take(uuid), true);
    await new RedisRelayAdverts(relay).advertise(bareRelay(relayName("relay-1:21117")));
    assert.deepEqual(await new RedisPairOwners(relay).claim(uuid, self), self);
    const report = { name: "cluster", wantedBps: 1, limitBps: 2, sessions: 0, totalBytes: 3 };
    assert.equal((await new RedisBudgets(relay).exchange(self, [report])).length, 1);
    await lease.leave(self);
    await using listening = await relay.subscribe(relay.key("bus:one"), () => undefined);
    assert.ok(listening);
    await relay.publish(relay.key("bus:other"), Buffer.from("x"));
  });

  it("[KU-4] lets a relay report and read its order, and give none", async () => {
    await using controller = await openStore(url, asController());
    await using relay = await openStore(url, asRelay());
    await new RedisRelayOrders(controller).give(new Map([[report.node, order]]));
    assert.equal((await new RedisRelayOrders(relay).exchange(report))?.address, order.address);
    assert.deepEqual(await new RedisRelayOrders(controller).reports(), [report]);
    await assert.rejects(new RedisRelayOrders(relay).give(new Map([[report.node, order]])), StoreUnavailableError);
    await assert.rejects(relay.command("hdel", relay.key("order:{o}:all"), report.node), StoreUnavailableError);
    await assert.rejects(new RedisSourceReports(relay).name({ nodes: [], pods: [] }), StoreUnavailableError);
  });

  it("[KU-4] [KU-24] [KU-26] lets the controller do all that it does", async () => {
    await using controller = await openStore(url, asController());
    await using rendezvous = await openStore(url, { ...asRendezvous(), prefix: "fairlead:" });
    await using relay = await openStore(url, asRelay());
    await new RedisSourceReports(rendezvous).exchange(sources);
    await new RedisSourceReports(controller).name({ nodes: ["192.0.2.0/24"], pods: [] });
    assert.deepEqual(await new RedisSourceReports(controller).reports(), [sources]);
    assert.deepEqual((await new RedisSourceReports(rendezvous).exchange(sources)).nodes, ["192.0.2.0/24"]);
    const settings = new RedisSharedSettings(controller);
    await settings.change(new Map([["tenants", "{}"]]));
    assert.equal((await settings.read()).values.get("tenants"), "{}");
    const admissions = new RedisAdmissionStore(controller);
    await admissions.put({ uuid: sessionUuid("proof"), peerId: "", fromIp: "", purpose: "probe" });
    assert.equal((await new RedisAdmissionStore(relay).read(sessionUuid("proof")))?.purpose, "probe");
    await new RedisRelayAdverts(relay).advertise(bareRelay(relayName("relay-1:21117")));
    using directory = new RedisRelayDirectory(controller, livePorts());
    await directory.look();
    assert.equal(directory.snapshot().length, 1);
    assert.ok(await controller.command("exists", controller.key("node:{n}")));
  });

  it("[CL-19] lets the controller near nothing of devices or sessions", async () => {
    await using controller = await openStore(url, asController());
    for (const words of [
      ["hgetall", controller.key(peerKey("secret"))],
      ["get", controller.key(locationKey("secret"))],
      ["get", controller.key("adm:some-session")],
      ["del", controller.key("node:{n}")],
      ["get", controller.key("pair:some-session")],
      ["get", controller.key("count:ids:minute:192.0.2.1")],
      ["scan", "0"],
      ["keys", "*"],
      ["randomkey"],
      ["publish", controller.key("bus:one"), "x"],
      ["flushall"],
      ["config", "get", "*"],
    ] as const)
      await assert.rejects(
        controller.command(...(words as readonly [string, ...string[]])),
        StoreUnavailableError,
        words.join(" "),
      );
  });

  it("refuses to start without the password, or without trust in the certificate", async () => {
    await assert.rejects(openStore(url, { tls, openTimeoutMs: 1000 }), RedisOpenError);
    await assert.rejects(openStore(url, { ...asRelay(), tls: {}, openTimeoutMs: 3000 }), /certificate/);
    await assert.rejects(openStore(url, { tls: { caFile: "/nowhere.pem" } }), /nowhere\.pem.*do: check the TLS files/);
  });
});
