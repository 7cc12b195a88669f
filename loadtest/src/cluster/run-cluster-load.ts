import type { Random } from "@fairlead/base";
import type { Progress } from "../progress.ts";
import { UdpFleet } from "../udp-fleet.ts";
import { type ClusterMaker, ClusterProcesses } from "./cluster-processes.ts";
import { fleetShape } from "./fleets.ts";
import { redisBytes, redisCalls } from "./redis-usage.ts";
import { measureSetUp, type SetUpTotals } from "./set-up-phase.ts";

export interface ClusterLoadPlan {
  readonly peers: number;
  readonly nodes: number;
  readonly pairs: number;
  /** How long heartbeats and the store's commands are counted. */
  readonly beatMs: number;
}
export interface ClusterLoadReport {
  readonly plan: ClusterLoadPlan;
  readonly registered: number;
  readonly registerSeconds: number;
  readonly storeBytesPerPeer: number;
  readonly nodeBytesPerPeer: number;
  readonly heartbeats: { readonly sent: number; readonly answered: number };
  /** Commands of the store while everybody heartbeats, per second, by name. */
  readonly storeCallsPerSecond: ReadonlyMap<string, number>;
  readonly setUp: SetUpTotals;
}

const REGISTRATIONS_PER_SECOND = 4_000;
const HEARTBEAT_MS = 15_000;

/** Registers everybody, lets them heartbeat, and sets sessions up meanwhile-registered devices would have. */
export async function runClusterLoad(
  maker: ClusterMaker & { readonly random: Random; readonly progress: Progress },
  plan: ClusterLoadPlan,
): Promise<ClusterLoadReport> {
  const { clock, progress } = maker;
  await using cluster = await ClusterProcesses.start(maker, { rendezvous: plan.nodes, relays: 2 });
  await using fleets = new AsyncDisposableStack();
  const before = await usage(cluster);
  const opened: UdpFleet[] = [];
  const perNode = Math.ceil(plan.peers / plan.nodes);
  for (const [index, { ports }] of cluster.rendezvous.entries()) {
    const target = { clock, address: ports.address, port: ports.main };
    opened.push(fleets.use(await UdpFleet.open(target, fleetShape(index, perNode))));
  }
  const startedMs = clock.now();
  const rate = REGISTRATIONS_PER_SECOND / plan.nodes;
  const accepted = await Promise.all(
    opened.map((fleet) => fleet.registerAll(rate, () => progress.show(`registered ${sum(opened, "registered")}`))),
  );
  const registerSeconds = (clock.now() - startedMs) / 1000;
  const registered = accepted.reduce((total, count) => total + count, 0);
  progress.done(`registered ${registered} of ${perNode * plan.nodes}`);
  const after = await usage(cluster);
  const callsBefore = await redisCalls(cluster.redis);
  const onProgress = (): void => progress.show(`heartbeats ${sum(opened, "answers")} of ${sum(opened, "heartbeats")}`);
  await Promise.all(opened.map((fleet) => fleet.beat({ intervalMs: HEARTBEAT_MS, forMs: plan.beatMs, onProgress })));
  const callsAfter = await redisCalls(cluster.redis);
  progress.done(`heartbeats ${sum(opened, "answers")} of ${sum(opened, "heartbeats")} answered`);
  const setUp = await measureSetUp(maker, cluster, plan.pairs);
  return {
    plan,
    registered,
    registerSeconds,
    storeBytesPerPeer: (after.store - before.store) / registered,
    nodeBytesPerPeer: (after.nodes - before.nodes) / registered,
    heartbeats: { sent: sum(opened, "heartbeats"), answered: sum(opened, "answers") },
    storeCallsPerSecond: perSecond(callsBefore, callsAfter, plan.beatMs / 1000),
    setUp,
  };
}

async function usage({
  redis,
  rendezvous,
}: ClusterProcesses): Promise<{ readonly store: number; readonly nodes: number }> {
  const nodes = await Promise.all(rendezvous.map((node) => node.residentBytes()));
  return { store: await redisBytes(redis), nodes: nodes.reduce((total, bytes) => total + bytes, 0) };
}

const sum = (fleets: readonly UdpFleet[], name: "registered" | "answers" | "heartbeats"): number =>
  fleets.reduce((total, fleet) => total + fleet[name], 0);

function perSecond(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  seconds: number,
): ReadonlyMap<string, number> {
  const rates = [...after].map(([name, calls]) => [name, (calls - (before.get(name) ?? 0)) / seconds] as const);
  return new Map(rates.filter(([, rate]) => rate > 0).sort(([, one], [, other]) => other - one));
}
