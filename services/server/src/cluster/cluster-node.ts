import { nodeName } from "@fairlead/base";
import type { BusTrust } from "@fairlead/bus-grpc";
import { Membership, type MessageBus, type NodeCard, type NodeRole } from "@fairlead/cluster";
import { SCHEMA } from "@fairlead/cluster-redis";
import type { ClusterPlan } from "../cluster-plan.ts";
import { placeText } from "../place-text.ts";
import type { ServerParts } from "../server-parts.ts";
import { openBus } from "./open-bus.ts";
import { patiently } from "./patiently.ts";
import { type ClusterStores, openStores } from "./redis-stores.ts";
import { sameName, tellSameName } from "./same-name.ts";
import { raiseSchemaWhenAllKnowIt } from "./schema-raise.ts";
import { checkRelayKey, settleSigningKey } from "./signing-key.ts";

/** This process as a node: what it shares with others, how it speaks to them, and who they are. */
export interface ClusterNode {
  readonly plan: ClusterPlan;
  readonly role: NodeRole;
  readonly stores: ClusterStores;
  readonly bus: MessageBus;
  readonly trust: BusTrust;
  readonly membership: Membership;
}

/** Resolves with a lease. Until then nothing of the role is open: a node that others do not know must not answer. */
export async function joinCluster(
  parts: ServerParts,
  plan: ClusterPlan,
  started: AsyncDisposableStack,
): Promise<ClusterNode> {
  const { ports, foundation } = parts;
  const role: NodeRole = parts.plan.rendezvous === undefined ? "relay" : "rendezvous";
  const stores = await openStores(ports, foundation, plan.redis, started);
  const checkKey = role === "rendezvous" ? settleSigningKey : checkRelayKey;
  await patiently(ports, { for: "signing key" }, () => checkKey(stores.settings, parts));
  const { bus, trust } = await openBus(parts, plan, role, stores, started);
  const card = cardOf(parts, plan, role, trust.card());
  const joining = { ...ports, metrics: foundation.metrics };
  const join = () => Membership.join(joining, { lease: stores.lease, bus }, card);
  const membership = started.use(await patiently(ports, { for: "lease" }, join));
  // Certificates that were renewed [CL-43].
  started.use(trust.watch(() => membership.describe({ trust: trust.card() })));
  started.use(foundation.health.watch("lease", () => membership.complaint()));
  started.use(foundation.health.watch("name", () => sameName(membership, plan.nodeName)));
  started.use(tellSameName(membership, plan.nodeName, ports.logger));
  started.use(raiseSchemaWhenAllKnowIt(membership, stores.redis, ports.logger));
  return { plan, role, stores, bus, trust, membership };
}

function cardOf({ ports }: ServerParts, plan: ClusterPlan, role: NodeRole, trust: string): NodeCard {
  return {
    name: nodeName(plan.nodeName),
    role,
    state: "serving",
    release: ports.release,
    schema: SCHEMA,
    busAddress: placeText(plan.bus.advertise),
    meshAddress: plan.mesh === undefined ? "" : placeText(plan.mesh.advertise),
    settingsVersion: 0,
    trust,
  };
}
