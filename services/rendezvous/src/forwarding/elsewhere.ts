import type { ClusterPorts, PeerLocation, PeerRecord } from "@fairlead/cluster";
import { decideForward, type ForwardDecision, type StoredIdentity } from "@fairlead/protocol";
import type { NodeRef } from "@fairlead/wire";

/** Where a device is that this node's memory does not know, and the way of a request to it. */
export interface Elsewhere {
  readonly identity: Pick<StoredIdentity, "pk">;
  readonly at: PeerLocation;
  readonly way: Exclude<ForwardDecision, { readonly kind: "offline" }>;
}

/** `undefined`: nowhere, or where nobody can be asked any more. */
export function elsewhere(
  { pk, at }: Pick<PeerRecord, "pk" | "at">,
  { nodes }: Pick<ClusterPorts, "nodes">,
): Elsewhere | undefined {
  if (at === undefined) return undefined;
  const way = decideForward(nodes.ownerState(at.owner));
  return way.kind === "offline" ? undefined : { identity: { pk }, at, way };
}

export const sameNode = (one: NodeRef, other: NodeRef | undefined): boolean =>
  one.slot === other?.slot && one.epoch === other.epoch;
