import { nodeName, relayName } from "@fairlead/base";
import type { NodeView } from "@fairlead/cluster";
import type { ListenAddress } from "@fairlead/net";
import {
  MeshMember,
  type RelayMember,
  type RelayMemberSettings,
  type RelayThread,
  startRelayMember,
} from "@fairlead/relay";
import type { ClusterRelayPlan, MeshPlan } from "../cluster-plan.ts";
import { openRelayThread, type RelayInThread } from "../relay-part.ts";
import type { ServerParts } from "../server-parts.ts";
import type { RelayPlan } from "../server-plan.ts";
import type { ClusterNode } from "./cluster-node.ts";
import type { NodeRolePart } from "./node-role.ts";
import { openTenants, stateWith } from "./open-tenants.ts";

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
  const mesh = plan.mesh && { at: meshAddress(plan.mesh), trust: node.trust.material() };
  const relay = await openRelayThread(parts, own, true, started, mesh);
  if (mesh !== undefined) started.use(joinMesh(parts, node, relay.thread));
  const wanted = { plan: plan.tenants, settings: stores.settings };
  const { tenants, stored } = await openTenants(ports, foundation, wanted, started);
  const memberPorts = {
    ...ports,
    ...foundation,
    nodes: membership,
    bus,
    admissionStore: stores.admissions,
    adverts: stores.adverts,
    budgets: stores.budgets,
    pairOwners: stores.pairOwners,
    tenants,
    orders: plan.relay?.managed ? stores.orders : undefined,
  };
  const member = started.use(await startRelayMember(memberPorts, relay.thread, memberSettings(parts, node)));
  started.use(foundation.health.watch("relay", () => member.complaint()));
  return { ...roleOf(relay, member), state: stateWith(relay.thread.shared, stored) };
}

/** The relay's thread asks whose a session is; the store answers [CL-38]. */
function joinMesh({ ports }: ServerParts, node: ClusterNode, thread: RelayThread): MeshMember {
  const { stores, membership, trust } = node;
  const pin = (to: NodeView): { readonly pem: string | undefined } | undefined => {
    const pinned = trust.pin(to);
    return typeof pinned === "object" ? undefined : { pem: pinned };
  };
  return new MeshMember({ ...ports, nodes: membership, pairOwners: stores.pairOwners, pin, trust }, thread);
}

const meshAddress = ({ listen }: MeshPlan): ListenAddress => ({ port: listen.port, bind: listen.host });

function roleOf({ thread, failure }: RelayInThread, member: RelayMember): NodeRolePart {
  return {
    commands: thread.commands,
    state: thread.shared,
    loadMetric: "fairlead_relay_sessions",
    failure,
    extraDrainMs: 0,
    drainsWhenUnready: false,
    drain: (over, forGood) => member.drain(over, forGood),
    undrain: () => member.undrain(),
    obey: (drain) => member.obey(drain),
  };
}

function memberSettings({ ports }: ServerParts, { plan }: ClusterNode): RelayMemberSettings {
  const own = plan.relay as ClusterRelayPlan;
  return {
    name: own.advertise === undefined ? undefined : relayName(own.advertise),
    node: nodeName(plan.nodeName),
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
