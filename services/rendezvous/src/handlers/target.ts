import { peerId } from "@fairlead/base";
import type { TargetFacts } from "@fairlead/protocol";
import type { PresentPeer } from "../presence/present-peer.ts";
import type { Workings } from "../workings.ts";

/** The device that A asks for. `peer` only when it is here. */
export interface Target {
  readonly facts: TargetFacts | undefined;
  readonly peer: PresentPeer | undefined;
}

export const NO_TARGET: Target = { facts: undefined, peer: undefined };

/** From memory, when the device is here: then nobody waits for a store. */
export function presentTarget(id: string, workings: Workings): Target | undefined {
  const peer = workings.presence.find(id);
  if (peer === undefined) return undefined;
  return { peer, facts: { registeredIp: peer.address.ip, lastRegisteredMs: workings.presence.table.lastSeenMs(id) } };
}

/** A device that is not here: known or not. `undefined` when the store cannot say, which the operator is told. */
export async function absentTarget(id: string, workings: Workings): Promise<Target | undefined> {
  try {
    return await findAbsent(id, workings);
  } catch (error) {
    workings.operator.storeFailed("find", error);
    return undefined;
  }
}

/** Remembers nothing of a stranger. */
async function findAbsent(id: string, workings: Workings): Promise<Target> {
  const departed = workings.presence.departed(id);
  const identity = departed?.identity ?? (await workings.ports.registry.find(peerId(id)));
  const present = presentTarget(id, workings);
  if (present !== undefined || identity === undefined) return present ?? NO_TARGET;
  return { peer: undefined, facts: { registeredIp: identity.registeredIp, lastRegisteredMs: undefined } };
}
