import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, it, type TestContext } from "node:test";
import { delay } from "@fairlead/base";
import { waitUntil } from "@fairlead/testkit";
import { clock } from "../whole/support/clients.ts";
import { RawDevice } from "./support/raw-device.ts";
import { callsSince, expectedCalls, type StoreCalls, type StoreHabit, storeCalls } from "./support/store-commands.ts";
import { TestCluster } from "./support/test-cluster.ts";

const DEVICES = 1000;
const BEAT_MS = 15_000;
const BEATING_MS = 60_000;
const ALONE_MS = 20_000;
const RENDEZVOUS = 3;
const RELAYS = 3;

/** All that nodes do with a store in which nothing happens (docs/performance.md). */
const HABITS: readonly StoreHabit[] = [
  {
    what: "lease renewed, all nodes and the settings' version read",
    by: RENDEZVOUS + RELAYS,
    everyMs: 2000,
    commands: ["evalsha", "time", "hget", "hset", "pexpire", "get", "hgetall"],
  },
  { what: "which store this is", by: RENDEZVOUS + RELAYS, everyMs: 2000, commands: ["info", "get"] },
  { what: "relays' adverts read", by: RENDEZVOUS, everyMs: 1000, commands: ["evalsha", "time", "hgetall"] },
  { what: "advert", by: RELAYS, everyMs: 1000, commands: ["evalsha", "time", "hset", "pexpire"] },
  {
    what: "share of the cluster's rate",
    by: RELAYS,
    everyMs: 1000,
    commands: ["evalsha", "time", "hset", "pexpire", "hset", "hlen", "hgetall"],
  },
  {
    what: "where clients come from",
    by: RENDEZVOUS,
    everyMs: 15_000,
    commands: ["evalsha", "time", "hset", "pexpire", "hrandfield", "get"],
  },
  { what: "probe of a relay: admitted, taken", by: RENDEZVOUS * RELAYS, everyMs: 3000, commands: ["set", "del"] },
];
/** Of one device's location: inside one script for all of a bucket that are due. */
const REFRESH = ["get", "pexpire", "hget"];

describe("the store while 1000 devices send heartbeats", () => {
  it("[CL-14]: hears what nodes say of themselves and the refreshes, not the heartbeats", async (t) => {
    await using cluster = await TestCluster.start({
      rendezvous: RENDEZVOUS,
      relays: RELAYS,
      rendezvousWords: ["--register-allow", "127.0.0.0/8"],
    });
    await using opened = new AsyncDisposableStack();
    const alone = await window(cluster, () => delay(clock, ALONE_MS));
    const devices = await registered(cluster, opened);
    const beaten = await window(cluster, () => beat(cluster, devices));
    show(t, alone, beaten);

    const answers = devices.reduce((sum, { heartbeatsAnswered }) => sum + heartbeatsAnswered, 0);
    const heartbeats = (DEVICES * BEATING_MS) / BEAT_MS;
    assert.ok(answers > heartbeats * 0.9, `${answers} heartbeats were answered`);
    assert.equal(devices.filter(({ askedForKey }) => askedForKey > 0).length, 0);
    assert.equal(alone.refreshes, 0);
    const due = (DEVICES * BEATING_MS) / 300_000;
    assert.ok(beaten.refreshes > 0 && beaten.refreshes < due * 2, `${beaten.refreshes} refreshes, ${due} are due`);
    for (const found of [alone, beaten]) assertAsExpected(found);
  });
});

/** What the store was asked while something went on. */
interface Window {
  readonly tookMs: number;
  readonly calls: StoreCalls;
  /** As the nodes count them. */
  readonly refreshes: number;
}

async function window(cluster: TestCluster, work: () => Promise<unknown>): Promise<Window> {
  const redis = cluster.redis ?? assert.fail();
  const refreshes = await sum(cluster, "fairlead_location_refreshes_total");
  const [before, startedMs] = [await storeCalls(redis), clock.now()];
  await work();
  const [after, tookMs] = [await storeCalls(redis), clock.now() - startedMs];
  const refreshed = (await sum(cluster, "fairlead_location_refreshes_total")) - refreshes;
  return { tookMs, calls: callsSince(before, after), refreshes: refreshed };
}

async function sum(cluster: TestCluster, metric: string): Promise<number> {
  const counts = await Promise.all(cluster.rendezvous.map(({ server }) => server.metric(metric)));
  return counts.reduce((total, count) => total + count, 0);
}

/** Every third at one node; resolves when all of them are in the store. */
async function registered(cluster: TestCluster, opened: AsyncDisposableStack): Promise<readonly RawDevice[]> {
  const devices = await RawDevice.openMany(DEVICES, cluster.hosts, (n) => ({
    id: String(500_000_000 + n),
    uuid: randomBytes(16),
    pk: randomBytes(32),
  }));
  for (const device of devices) opened.use(device);
  for (let round = 0; round < 10; round += 1) {
    for (const [n, device] of devices.entries()) {
      if (device.results.length > 0) continue;
      device.register(nodeOf(cluster, n));
      if (n % 50 === 49) await delay(clock, 20);
    }
    await delay(clock, 2000);
    if (devices.every(({ results }) => results.length > 0)) break;
  }
  assert.ok(devices.every(({ results }) => results[0] === 0));
  const isWritten = async (): Promise<boolean> => (await sum(cluster, "fairlead_located_peers")) === DEVICES;
  await waitUntil(clock, "all locations are written", isWritten, 60_000);
  return devices;
}

/** All of them in turn, evenly. */
async function beat(cluster: TestCluster, devices: readonly RawDevice[]): Promise<void> {
  const startedMs = clock.now();
  for (let sent = 0; clock.now() - startedMs < BEATING_MS; ) {
    const due = Math.floor(((clock.now() - startedMs) / BEAT_MS) * devices.length);
    for (; sent < due; sent += 1) devices[sent % devices.length]?.beat(nodeOf(cluster, sent % devices.length));
    await delay(clock, 10);
  }
}

function nodeOf(cluster: TestCluster, n: number): TestCluster["rendezvous"][number]["ports"] {
  return (cluster.rendezvous[n % cluster.rendezvous.length] ?? assert.fail()).ports;
}

/** By command. */
function expectation({ tookMs, refreshes }: Window): ReadonlyMap<string, number> {
  const expected = expectedCalls(HABITS, tookMs);
  for (const command of REFRESH) expected.set(command, (expected.get(command) ?? 0) + refreshes);
  return expected;
}

/**
 * Timers of a busy machine run late, never early: a tenth and a few calls beside. Scripts for refreshes are as many as their devices or fewer, and a leg that comes before its
 * admission is looked up. Heartbeats would show as thousands.
 */
function assertAsExpected(window: Window): void {
  const expected = expectation(window);
  const unknown = [...window.calls.keys()].filter((name) => !expected.has(name));
  assert.deepEqual(unknown, []);
  const beside = new Map([
    ["evalsha", window.refreshes],
    ["get", window.calls.get("set") ?? 0],
  ]);
  for (const [name, due] of expected) {
    const calls = window.calls.get(name) ?? 0;
    const most = due * 1.1 + 10 + (beside.get(name) ?? 0);
    assert.ok(calls >= due * 0.6 - 10 && calls <= most, `${name}: ${calls} calls, about ${Math.round(due)} are due`);
  }
}

function show(t: TestContext, alone: Window, beaten: Window): void {
  for (const { what, by, everyMs, commands } of HABITS)
    t.diagnostic(`${((by * 1000) / everyMs).toFixed(1)}/s ${what}: ${commands.join(" ")}`);
  t.diagnostic(`${beaten.refreshes} refreshes in ${Math.round(beaten.tookMs / 1000)} s: ${REFRESH.join(" ")}`);
  const expected = expectation(beaten);
  const perSecond = ({ calls, tookMs }: Window, name: string): string =>
    (((calls.get(name) ?? 0) * 1000) / tookMs).toFixed(1);
  for (const name of new Set([...expected.keys(), ...alone.calls.keys(), ...beaten.calls.keys()])) {
    const due = (((expected.get(name) ?? 0) * 1000) / beaten.tookMs).toFixed(1);
    t.diagnostic(
      `${name}: ${perSecond(alone, name)}/s without devices, ${perSecond(beaten, name)}/s with, ${due}/s due`,
    );
  }
}
