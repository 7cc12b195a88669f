import { relayName } from "@fairlead/base";
import { type RelayMember, type RelayMemberSettings, startRelayMember } from "@fairlead/relay";
import type { ClusterRelayPlan } from "../cluster-plan.ts";
import { openRelayThread, type RelayInThread } from "../relay-part.ts";
import type { ServerParts } from "../server-parts.ts";
import type { RelayPlan } from "../server-plan.ts";
import type { ClusterNode } from "./cluster-node.ts";
import type { NodeRolePart } from "./node-role.ts";
import { openTenants } from "./open-tenants.ts";

/** As the old server counts: M = 2^20. */
const MEGABIT = 2 ** 20;

/** The relay of a node: carries what rendezvous nodes brokered, and tells them what it is and how loaded. */
export async function startRelayNode(
  parts: ServerParts,
  node: ClusterNode,
  own: RelayPlan,
  started: AsyncDisposableStack,
): Promise<NodeRolePart> {
  const { ports, foundation } = parts;
  const { stores, bus, membership, plan } = node;
  const relay = await openRelayThread(parts, own, true, started);
  const memberPorts = {
    ...ports,
    ...foundation,
    nodes: membership,
    bus,
    admissionStore: stores.admissions,
    adverts: stores.adverts,
    budgets: stores.budgets,
    pairOwners: stores.pairOwners,
    tenants: await openTenants(ports, foundation, plan.tenantsFile, started),
  };
  const member = started.use(await startRelayMember(memberPorts, relay.thread, memberSettings(parts, node)));
  started.use(foundation.health.watch("relay", () => member.complaint()));
  return roleOf(relay, member);
}

function roleOf({ thread, failure }: RelayInThread, member: RelayMember): NodeRolePart {
  return {
    commands: thread.commands,
    state: thread.shared,
    loadMetric: "fairlead_relay_sessions",
    failure,
    extraDrainMs: 0,
    drain: (over) => member.drain(over),
    undrain: () => member.undrain(),
  };
}

function memberSettings({ ports }: ServerParts, { plan }: ClusterNode): RelayMemberSettings {
  const own = plan.relay as ClusterRelayPlan;
  return {
    name: relayName(own.advertise),
    region: own.region,
    latitude: own.latitude,
    longitude: own.longitude,
    pools: own.pools,
    capacityBps: bitsOr(Number.POSITIVE_INFINITY, own.capacityMbps),
    maxSessions: own.maxSessions ?? Number.POSITIVE_INFINITY,
    mesh: own.mesh,
    release: ports.release,
    clusterBps: bitsOr(0, plan.clusterMbps),
  };
}

const bitsOr = (otherwise: number, megabits: number | undefined): number =>
  megabits === undefined ? otherwise : megabits * MEGABIT;
