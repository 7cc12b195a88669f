import { delay, peerId, withDeadline } from "@fairlead/base";
import { isSolo, type PeerRecord } from "@fairlead/cluster";
import type { TargetFacts } from "@fairlead/protocol";
import { type Elsewhere, elsewhere } from "../forwarding/elsewhere.ts";
import type { PresentPeer } from "../presence/present-peer.ts";
import type { Session } from "../session/session.ts";
import type { Workings } from "../workings.ts";

/** The device that A asks for. `peer` only when it is here, `elsewhere` only when another node holds it or is expected to. */
export interface Target {
  readonly facts: TargetFacts | undefined;
  readonly peer: PresentPeer | undefined;
  readonly elsewhere?: Elsewhere | undefined;
}

export const NO_TARGET: Target = { facts: undefined, peer: undefined };

/** Between questions to a shared store that does not answer. */
const ASK_AGAIN_MS: readonly number[] = [500, 1_500, 3_000, 5_000];
/** For all of them: A waits 18 s, and is told before. */
const GIVE_UP_MS = 16_000;

/** From memory, when the device is here: then nobody waits for a store. */
export function presentTarget(id: string, workings: Workings): Target | undefined {
  const peer = workings.presence.find(id);
  if (peer === undefined) return undefined;
  return { peer, facts: { registeredIp: peer.address.ip, lastRegisteredMs: workings.presence.table.lastSeenMs(id) } };
}

/**
 * A device that is not here: elsewhere, offline, or nobody's. `undefined` when the store cannot say, which the operator is told: that is neither [CL-27]. A shared store is
 * asked again while A waits, since it heals by itself; one of this machine's is not.
 */
export async function absentTarget(id: string, session: Session): Promise<Target | undefined> {
  const { workings } = session;
  const { clock, cluster } = workings.ports;
  const pauses = isSolo(cluster) ? [] : ASK_AGAIN_MS;
  const untilMs = clock.now() + GIVE_UP_MS;
  for (const pauseMs of [...pauses, undefined]) {
    try {
      return await withDeadline(clock, untilMs - clock.now(), findAbsent(id, workings));
    } catch (error) {
      workings.operator.storeFailed("find", error);
    }
    if (pauseMs === undefined || clock.now() + pauseMs >= untilMs) return undefined;
    await delay(clock, pauseMs);
    if (session.gone) return undefined;
    const present = presentTarget(id, workings);
    if (present !== undefined) return present;
  }
  return undefined;
}

/** Remembers nothing of a stranger. One read [CL-20]; none where memory knows who was here and nobody else could know better. */
async function findAbsent(id: string, workings: Workings): Promise<Target> {
  const { registry, cluster } = workings.ports;
  const solo = isSolo(cluster);
  const departed = solo ? workings.presence.departed(id)?.identity : undefined;
  const known: Omit<PeerRecord, "id"> | undefined = departed ?? (await registry.find(peerId(id)));
  const present = presentTarget(id, workings);
  if (present !== undefined || known === undefined) return present ?? NO_TARGET;
  const place = solo ? undefined : elsewhere(known, cluster);
  if (place === undefined)
    return { peer: undefined, facts: { registeredIp: known.registeredIp, lastRegisteredMs: undefined } };
  const facts = { registeredIp: place.at.address.ip, lastRegisteredMs: undefined, elsewhere: true };
  return { peer: undefined, facts, elsewhere: place };
}
