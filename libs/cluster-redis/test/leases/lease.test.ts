import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { nodeName, noMetrics, silentLogger } from "@fairlead/base";
import {
  Membership,
  type MembershipSettings,
  MemoryBusHub,
  membershipDefaults,
  type NodeCard,
  type NodeEvent,
} from "@fairlead/cluster";
import { liveClock, liveRandom, ManualClock, RedisServer, redisCli, waitUntil } from "@fairlead/testkit";
import {
  RedisNodeLease,
  RedisRelayDirectory,
  type RedisSettings,
  RedisSharedSettings,
  type RedisStore,
  SCHEMA,
} from "../../src/index.ts";
import { openStore } from "../open-store.ts";

const cardOf = (name: string, change: Partial<NodeCard> = {}): NodeCard => ({
  name: nodeName(name),
  role: "rendezvous",
  state: "serving",
  release: "1",
  schema: SCHEMA,
  busAddress: "",
  meshAddress: "",
  settingsVersion: 0,
  trust: "",
  ...change,
});
const often: MembershipSettings = { ...membershipDefaults, renewEveryMs: 100 };
const ports = { clock: liveClock(), random: liveRandom(), logger: silentLogger, metrics: noMetrics };

describe("leases in Redis", () => {
  let stack: AsyncDisposableStack;
  let server: RedisServer;
  beforeEach(async () => {
    stack = new AsyncDisposableStack();
    server = stack.use(await RedisServer.start());
  });
  afterEach(() => stack.disposeAsync());

  const open = async (settings: Partial<RedisSettings> = {}): Promise<RedisStore> =>
    stack.use(await openStore(server.url, { pulseMs: 100, ...settings }));
  const join = async (name: string, hub: MemoryBusHub, settings = often): Promise<Membership> => {
    const lease = new RedisNodeLease(await open({ commandTimeoutMs: 1000 }));
    return stack.use(await Membership.join(ports, { lease, bus: hub.bus(undefined) }, cardOf(name), settings));
  };
  const until = (what: string, condition: () => boolean): Promise<void> =>
    waitUntil(ports.clock, what, condition, 20_000);

  it("[CL-7] lets all nodes of a Redis that lost everything live again in their own slots", async () => {
    const hub = new MemoryBusHub();
    const nodes = [await join("rd-1", hub), await join("rd-2", hub), await join("rd-3", hub)];
    const before = nodes.map(({ self }) => self);
    const events: NodeEvent[] = [];
    nodes[0]?.watch((event) => events.push(event));
    await until("each sees all", () => nodes.every((node) => node.nodes().length === 3));
    await server.kill();
    await until("the silence is noticed", () => nodes.every((node) => node.proven));
    stack.use(await RedisServer.start({ port: server.port }));
    await until("all live again", () => nodes.every(({ self }, at) => self.epoch !== before[at]?.epoch));
    await until("each sees all", () => nodes.every((node) => node.nodes().length === 3 && node.proven));
    assert.deepEqual(
      nodes.map(({ self }) => self.slot),
      before.map(({ slot }) => slot),
    );
    await until("the other history is told", () => events.some(({ kind }) => kind === "storeChanged"));
    await until("what was before is gone", () => before.every((self) => nodes[0]?.ownerState(self).kind === "gone"));
  });

  it("[CL-5] keeps the last known nodes while Redis stands still", async () => {
    const hub = new MemoryBusHub();
    const [one, two] = [await join("rd-1", hub), await join("rd-2", hub)];
    await until("each sees all", () => one.nodes().length === 2 && two.nodes().length === 2);
    const before = [one.self, two.self];
    server.signal("SIGSTOP");
    const stoppedAt = ports.clock.now();
    await until("longer than a lease holds", () => ports.clock.now() - stoppedAt > 7000);
    assert.deepEqual([one.ownerState(two.self).kind, one.proven], ["alive", true]);
    server.signal("SIGCONT");
    await until("both live again", () => one.self.epoch !== before[0]?.epoch && two.self.epoch !== before[1]?.epoch);
    await until("each sees the other alive", () => one.ownerState(two.self).kind === "alive" && two.proven);
    assert.deepEqual([one.self.slot, two.self.slot], [before[0]?.slot, before[1]?.slot]);
  });

  it("[CL-13] says another history after a lost connection and after a restart", async () => {
    const store = await open();
    const lease = new RedisNodeLease(store);
    const self = await lease.acquire(cardOf("rd-1"));
    const idNow = async (): Promise<string> => (await lease.renew(self, cardOf("rd-1"))).storeId;
    const first = await idNow();
    await redisCli(server.port, "client", "kill", "type", "normal");
    const shows = async (): Promise<boolean> => (await idNow().catch(() => first)) !== first;
    await waitUntil(ports.clock, "the lost connection shows", shows, 20_000);
    const second = await idNow();
    await server.kill();
    stack.use(await RedisServer.start({ port: server.port }));
    const another = async (): Promise<boolean> =>
      (await idNow().catch(() => second)).split("/")[0] !== second.split("/")[0];
    await waitUntil(ports.clock, "the restart shows", another, 20_000);
  });

  it("[CL-16] reads cards of other releases, and leaves out what is no card", async () => {
    const store = await open();
    const lease = new RedisNodeLease(store);
    const self = await lease.acquire(cardOf("rd-1"));
    const later = { name: "rd-2", role: "rendezvous", state: "resting", colour: "blue", release: "9" };
    const far = "9999999999999 9999999999999";
    const words = ["7", `${far} e7 s ${JSON.stringify(later)}`, "8", `${far} e8 s {`, "9", "nonsense"];
    await store.command("hset", store.key("node:{n}"), ...words);
    const { nodes } = await lease.renew(self, cardOf("rd-1"));
    assert.deepEqual(nodes.slice(1), [{ ...cardOf("rd-2", { release: "9", schema: 0 }), slot: 7, epoch: "e7" }]);
  });

  it("[CL-3] has no more than 1024 slots", async () => {
    const store = await open();
    const far = "9999999999999 9999999999999";
    const all = Array.from({ length: 1023 }, (_, slot) => [slot, `${far} e s {}`]).flat();
    await store.command("hset", store.key("node:{n}"), ...all);
    const lease = new RedisNodeLease(store);
    assert.equal((await lease.acquire(cardOf("rd-1"))).slot, 1023);
    await assert.rejects(lease.acquire(cardOf("rd-2")), /all 1024 slots of nodes are taken/);
  });
});

describe("[CL-14] what a node at rest costs Redis", () => {
  /** Calls a second, those inside scripts among them: Redis counts them too. As the README of this package says. */
  const perSecond: Readonly<Record<string, number>> = {
    evalsha: 0.5 + 1,
    time: 0.5 + 1,
    hgetall: 0.5 + 1,
    hget: 0.5,
    hset: 0.5,
    pexpire: 0.5,
    get: 0.5 + 0.5,
    info: 0.5,
  };

  it("[CL-3] [CL-31] is what the README says, and nothing else", async () => {
    await using stack = new AsyncDisposableStack();
    const server = stack.use(await RedisServer.start());
    const clock = new ManualClock();
    const store = stack.use(await openStore(server.url, {}, clock));
    const parts = { lease: new RedisNodeLease(store), bus: new MemoryBusHub().bus(undefined) };
    const node = stack.use(await Membership.join({ ...ports, clock }, parts, cardOf("rd-1")));
    const directory = stack.use(new RedisRelayDirectory(store, { ...ports, clock }));
    await directory.look();
    await new RedisSharedSettings(store).read();
    await redisCli(server.port, "config", "resetstat");
    for (let step = 0; step < 60; step += 1) {
      clock.advance(100);
      await answered(store);
    }
    const counts = callsOf(await redisCli(server.port, "info", "commandstats"));
    assert.equal(node.proven, true);
    const expected = Object.entries(perSecond).map(([command, calls]) => [command, calls * 6]);
    assert.deepEqual(Object.fromEntries(counts), Object.fromEntries(expected));
  });
});

/** What was asked before, and what that led to. */
async function answered(store: RedisStore): Promise<void> {
  for (let round = 0; round < 3; round += 1) await store.masters()[0]?.ping();
}

/** `cmdstat_get:calls=3,usec=…`, without what the test itself asks. */
function callsOf(info: string): ReadonlyMap<string, number> {
  const calls = [...info.matchAll(/^cmdstat_(\S+?):calls=(\d+)/gm)];
  return new Map(
    calls
      .map(([, name = "", count]) => [name, Number(count)] as const)
      .filter(([name]) => !/^(config|ping)/.test(name)),
  );
}
