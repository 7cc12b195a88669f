import { delay, nodeName, noTracer, relayName, type Tracer } from "@fairlead/base";
import { ClusterAdmissions, type ClusterPorts, Ed25519Signer } from "@fairlead/cluster";
import { RedisRelayDirectory } from "@fairlead/cluster-redis";
import { type Rendezvous, rendezvousCommands, startRendezvous } from "@fairlead/rendezvous";
import { CidrList } from "@fairlead/wire";
import { notAnswering } from "../relay-complaint.ts";
import { rendezvousSettings } from "../rendezvous-settings.ts";
import type { ServerParts } from "../server-parts.ts";
import type { RendezvousPlan } from "../server-plan.ts";
import type { ClusterNode } from "./cluster-node.ts";
import type { NodeRolePart } from "./node-role.ts";
import { openGeography } from "./open-geography.ts";
import { openTenants, stateWith } from "./open-tenants.ts";
import { openPeers } from "./redis-stores.ts";

/** A client gives up after 18 s: longer nobody needs to wait for the requests that wait here. */
const REQUESTS_MS = 18_000;
/** For those who were let in and have not yet said what they want. */
const LAST_WORDS_MS = 2_000;

/** The rendezvous of a node: what is shared on Redis, relays as they advertise themselves, sessions announced to whichever relay will carry them. */
export async function startRendezvousNode(
  parts: ServerParts,
  node: ClusterNode,
  own: RendezvousPlan,
  tracer: Tracer | undefined,
  started: AsyncDisposableStack,
): Promise<NodeRolePart> {
  const { ports, foundation, keys, tls } = parts;
  const { stores, bus } = node;
  const shared = { ...ports, ...foundation };
  const wanted = { plan: node.plan.tenants, settings: stores.settings };
  const { tenants, stored } = await openTenants(ports, foundation, wanted, started);
  const peers = openPeers(stores, ports, tenants);
  const relays = started.use(new RedisRelayDirectory(stores.redis, shared, own.relayServers.map(relayName)));
  await relays.look();
  started.use(foundation.health.watch("relays", () => notAnswering(relays)));
  const rendezvousPorts = {
    ...shared,
    registry: peers,
    relays,
    admissions: new ClusterAdmissions(stores.admissions, bus, relays, shared),
    signer: keys.pair && new Ed25519Signer(keys.pair),
    cluster: await clusterPorts(parts, node, { locations: peers, tenants }, started),
    tracer: tracer ?? noTracer,
    tls,
  };
  const regionOverrides = node.plan.regionOverrides.map(({ cidr, region }) => ({
    clients: CidrList.parse([cidr]),
    region,
  }));
  const settings = { ...rendezvousSettings(parts, own), regionOverrides };
  const rendezvous = started.use(await startRendezvous(rendezvousPorts, settings));
  return {
    commands: rendezvousCommands(rendezvous),
    state: stateWith(rendezvous.shared, stored),
    loadMetric: "fairlead_online_peers",
    failure: undefined,
    extraDrainMs: REQUESTS_MS + LAST_WORDS_MS,
    drainsWhenUnready: true,
    drain: (over, forGood) => drain(parts, rendezvous, over, forGood),
    undrain: async () => rendezvous.undrain(),
    obey: () => undefined,
  };
}

async function clusterPorts(
  { ports, foundation }: ServerParts,
  { plan, stores, bus, membership }: ClusterNode,
  opened: Pick<ClusterPorts, "locations" | "tenants">,
  started: AsyncDisposableStack,
): Promise<ClusterPorts> {
  return {
    nodes: membership,
    bus,
    ...opened,
    waitIndex: stores.waitIndex,
    geography: await openGeography(ports, foundation, plan.geoDatabase, started),
    settings: stores.settings,
    sources: { reports: stores.sources, node: nodeName(plan.nodeName) },
    orders: stores.orders,
    counters: stores.counters,
  };
}

/**
 * Devices are asked away while everybody is served, for the whole drain time: a balancer needs its while to see that this node is not ready any more, which it is not by now. When the process
 * ends, nobody new is let in then, and who is in is heard out.
 */
async function drain(
  { ports: { clock }, plan: { drainMs } }: ServerParts,
  rendezvous: Rendezvous,
  over: AbortSignal,
  forGood: boolean,
): Promise<void> {
  if (!forGood) return await rendezvous.drain({ spreadMs: drainMs, waitMs: REQUESTS_MS });
  await Promise.all([rendezvous.drain({ spreadMs: drainMs, waitMs: 0 }), delay(clock, drainMs, over)]);
  rendezvous.stopAccepting();
  await delay(clock, LAST_WORDS_MS, over);
  await rendezvous.drain({ spreadMs: 0, waitMs: REQUESTS_MS });
}
