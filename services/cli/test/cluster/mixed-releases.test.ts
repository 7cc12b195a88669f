import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { delay } from "@fairlead/base";
import { SCHEMA } from "@fairlead/cluster-redis";
import { QUICK_TIMINGS, redisCli, type SimulatedClient, waitUntil } from "@fairlead/testkit";
import { SteadySession } from "../chaos/support/steady-session.ts";
import { clock, sessionBetween } from "../whole/support/clients.ts";
import { OldRelease } from "./support/old-release.ts";
import { TestCluster, type TestNode } from "./support/test-cluster.ts";

/** What counts as the release before: a commit at which several nodes served. */
const OLD = "921966ff752759b94236e2e08414e4d11d983ee5";
/** Pairs of relays differ from one session of a pair to the next, so a few are enough to see both. */
const MOST_SESSIONS = 12;

describe("nodes of two releases", () => {
  it("[CL-16] [CL-45]: serve side by side while one follows the other, and no session is cut", async (t) => {
    const missing = await OldRelease.missing(OLD);
    if (missing !== undefined) return t.skip(missing);
    await using old = await OldRelease.unpack(OLD);
    const renewed = new Set<string>();
    await using cluster = await TestCluster.start({
      relays: 2,
      rendezvousWords: ["--drain-seconds", "2"],
      relayWords: ["--drain-seconds", "15"],
      bin: (name) => (renewed.has(name) ? undefined : old.bin),
    });
    await using kept = await cluster.registeredClient(cluster.at(nodeNamed(cluster, "rd-1")));
    await using moved = await cluster.registeredClient(cluster.at(nodeNamed(cluster, "rd-2")));

    await renew(cluster, renewed, ["rd-2", "rd-3", "rl-2"]);
    assert.equal(await schemaOf(cluster), await old.schema(), "written as the old release does");
    await everyWay(t, cluster);
    for (const one of [kept, moved]) await reachable(cluster, one);
    await using device = await cluster.registeredClient(cluster.at(nodeNamed(cluster, "rd-1")));
    const steady = await sessionsByBothRelays(cluster, device);

    await renew(cluster, renewed, ["rd-1"]);
    const stopped = nodeNamed(cluster, "rl-1").server.stop();
    await delay(clock, 2000);
    for (const session of steady) assert.equal(session.cut, undefined, `by ${session.relay}`);
    for (const session of steady) assert.equal(await session.end(), false, `by ${session.relay}`);
    assert.equal(await stopped, "0", "it drained until its sessions had ended");
    await renew(cluster, renewed, ["rl-1"]);
    for (const one of [kept, moved, device]) await reachable(cluster, one);
    await using another = await cluster.registeredClient();
    for (const session of await sessionsByBothRelays(cluster, another)) await session.end();
    const isRaised = async (): Promise<boolean> => (await schemaOf(cluster)) === SCHEMA;
    await waitUntil(clock, "the store is written as the new release does", isRaised, 60_000);
  });
});

function nodeNamed(cluster: TestCluster, name: string): TestNode {
  return cluster.nodes.find((node) => node.name === name) ?? assert.fail(name);
}

/** These go on as today's program, at their places; resolves when all know each other again, and each has its stream to each. */
async function renew(cluster: TestCluster, renewed: Set<string>, names: readonly string[]): Promise<void> {
  await Promise.all(
    names.map(async (name) => {
      const node = nodeNamed(cluster, name);
      assert.equal(await node.server.stop(), "0", name);
      renewed.add(name);
      await cluster.startAgain(node);
    }),
  );
  await cluster.whenKnown();
}

async function schemaOf({ redis }: TestCluster): Promise<number> {
  return Number(await redisCli(redis?.port ?? 0, "get", "fairlead:schema:{n}"));
}

/** A asks at one node, B registered with another and answers at a third; the old one in each of these parts. */
async function everyWay(t: TestContext, cluster: TestCluster): Promise<void> {
  const [one, two, three] = cluster.rendezvous.map(({ ports }) => ports.address) as [string, string, string];
  for (const [y, x, z] of [
    [one, two, three],
    [two, one, three],
    [three, two, one],
  ] as const) {
    await using b = await cluster.registeredClient({ udpHosts: () => [x], hosts: () => [z] });
    await using a = cluster.client({ hosts: () => [y] });
    const session = await sessionBetween(a, b);
    assert.equal(session.a.path, "direct");
    assert.ok(session.a.trusted);
    session.a.stream.destroy();
  }
  t.diagnostic("punched with the old node as A's, as B's, and as that of the reply");
}

/** From every node, before a user gives up. */
async function reachable(cluster: TestCluster, device: SimulatedClient): Promise<void> {
  for (const node of cluster.rendezvous) {
    await waitUntil(
      clock,
      `${device.id} is reached from ${node.name}`,
      async () => {
        await using a = cluster.client({ ...cluster.at(node), timings: QUICK_TIMINGS });
        const outcome = await a.connect(device.id);
        if (outcome.kind === "connected") outcome.session.stream.destroy();
        return outcome.kind === "connected";
      },
      18_000,
    );
  }
}

/** One session by each of the two relays. */
async function sessionsByBothRelays(cluster: TestCluster, device: SimulatedClient): Promise<readonly SteadySession[]> {
  const byRelay = new Map<string, SteadySession>();
  await using a = cluster.client();
  for (let n = 0; byRelay.size < 2 && n < MOST_SESSIONS; n += 1) {
    const session = await sessionBetween(a, device, { forceRelay: true });
    if (byRelay.has(session.a.relayServer)) session.a.stream.destroy();
    else byRelay.set(session.a.relayServer, new SteadySession(clock, session.a, session.b));
  }
  assert.deepEqual([...byRelay.keys()].toSorted(), [0, 1].map((n) => cluster.relayAddress(n)).toSorted());
  return [...byRelay.values()];
}
