import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { nodeName, noMetrics, silentLogger } from "@fairlead/base";
import { type RelayOrder, type RelayReport, SHARED_SETTINGS } from "@fairlead/cluster";
import { openRedisStore, RedisRelayOrders, RedisSharedSettings, type RedisStore } from "@fairlead/cluster-redis";
import { waitUntil } from "@fairlead/testkit";
import { clock, newId, random, sessionBetween } from "../whole/support/clients.ts";
import { assertCarries } from "../whole/support/content.ts";
import { TestCluster, type TestNode } from "./support/test-cluster.ts";

const DEADLINE_MS = 30_000;
const NODE = nodeName("rl-1");

describe("a managed relay and tenants from the store, a process each", () => {
  let cluster: TestCluster;
  let store: RedisStore;
  let orders: RedisRelayOrders;
  let [rendezvous, relay]: (TestNode | undefined)[] = [];

  before(async () => {
    cluster = await TestCluster.start({
      rendezvous: 1,
      relays: 1,
      words: ["--tenants", "store"],
      relayWords: ["--managed", "--region", "flag"],
    });
    const ports = { clock, random, logger: silentLogger, metrics: noMetrics };
    store = await openRedisStore(ports, { url: cluster.redis?.url ?? "" });
    orders = new RedisRelayOrders(store);
    [rendezvous, relay] = [cluster.rendezvous[0], cluster.relays[0]];
  });
  after(async () => {
    await store?.[Symbol.asyncDispose]();
    await cluster?.[Symbol.asyncDispose]();
  });

  /** Gives an order, and resolves when it is reported as in force. */
  const order = async (change: Partial<RelayOrder>): Promise<RelayReport> => {
    const version = `${clock.now()}`;
    const address = cluster.relayAddress(0);
    const wanted = { address, region: "fra", pools: [], draining: false, version, ...change };
    await orders.give(new Map([[NODE, wanted]]));
    let report: RelayReport | undefined;
    const inForce = async (): Promise<boolean> => {
      report = (await orders.reports()).find(
        (one) => one.version === version && (one.state === "draining") === wanted.draining,
      );
      return report !== undefined;
    };
    await waitUntil(clock, "the order is in force", inForce, DEADLINE_MS);
    return report ?? assert.fail();
  };
  const relays = async (): Promise<string> => (await cluster.ctl(rendezvous ?? assert.fail(), "relays")).out;
  const shows = (what: RegExp): Promise<void> =>
    waitUntil(clock, `ctl relays shows ${what}`, async () => what.test(await relays()), DEADLINE_MS);
  const readyz = async (): Promise<number> => (await fetch(`http://127.0.0.1:${relay?.server.opsPort}/readyz`)).status;

  it("[KU-4] is chosen by nobody before its order has an address, and ctl relays says why", async () => {
    assert.match(await relays(), /^rl-1 .*not chosen: it has no order yet$/m);
    await order({ address: "" });
    assert.match(await relays(), /^rl-1 .*not chosen: its order gives it no address$/m);
  });

  it("[KU-4] [KU-17] carries sessions once it has one, drains and serves again by its order, and cuts nothing", async () => {
    const report = await order({});
    assert.deepEqual([report.address, report.sessions, report.state], [cluster.relayAddress(0), 0, "serving"]);
    assert.ok(report.load >= 0 && report.load <= 1, `load ${report.load}`);
    await shows(new RegExp(`^${cluster.relayAddress(0)} +yes +fra `, "m"));
    await using device = await cluster.registeredClient();
    await using client = cluster.client();
    const { a, b } = await sessionBetween(client, device, { forceRelay: true });
    await assertCarries({ a, b }, [100_000], DEADLINE_MS);

    const draining = await order({ draining: true });
    assert.equal(draining.sessions, 1);
    await shows(/ draining /);
    await waitUntil(clock, "readyz says so", async () => (await readyz()) === 503, DEADLINE_MS);
    await assertCarries({ a, b }, [100_000], DEADLINE_MS);

    await order({});
    await waitUntil(clock, "readyz takes it back", async () => (await readyz()) === 200, DEADLINE_MS);
    await shows(/ serving /);
    await assertCarries({ a, b }, [100_000], DEADLINE_MS);
    await using other = cluster.client();
    const again = await sessionBetween(other, device, { forceRelay: true });
    await assertCarries(again, [1000], DEADLINE_MS);
    for (const one of [a, b, again.a, again.b]) one.stream.close();
    const ended = async (): Promise<boolean> => (await orders.reports()).every(({ sessions }) => sessions === 0);
    await waitUntil(clock, "no session is reported", ended, DEADLINE_MS);
  });

  it("[KU-26] tenants that are shared hold on every node, wholly or not at all", async () => {
    const settings = new RedisSharedSettings(store);
    const id = newId();
    const share = (text: string): Promise<number> =>
      settings.change(new Map([[SHARED_SETTINGS.tenants, JSON.stringify({ version: text, text })]]));
    await using _device = await cluster.registeredClient({ id });
    await using client = cluster.client();
    const refused = async (): Promise<boolean> => {
      const attempt = await client.connect(id, { forceRelay: true });
      if (attempt.kind === "connected") attempt.session.stream.close();
      return attempt.kind === "failed" && attempt.text.includes("unpaid");
    };
    await share(`tenants:\n  - id: acme\n    suspended: unpaid\n    devices: ["${id}"]\n`);
    await waitUntil(clock, "the tenant is suspended", refused, DEADLINE_MS);
    await share(`tenants:\n  - id: acme\n    devices: ["${id}"]\n  - id: "not an id"\n`);
    const complains = async (): Promise<boolean> => {
      const response = await fetch(`http://127.0.0.1:${rendezvous?.server.opsPort}/readyz`);
      return (await response.text()).includes("the shared tenants are not in force as they are now");
    };
    await waitUntil(clock, "readyz complains", complains, DEADLINE_MS);
    assert.ok(await refused(), "the last good ones stay");
  });
});
