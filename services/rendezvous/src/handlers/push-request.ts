import { mangleAddress } from "@fairlead/wire";
import type { PresentPeer } from "../presence/present-peer.ts";
import type { Session } from "../session/session.ts";
import type { NewRequest, WaitingEntry } from "../waiting/waiting-entry.ts";

export type PushResult = "pushed" | "noRoom" | "gone";

/**
 * Puts A's request among the waiting ones and pushes it to B over the very channel it registered by [PH-2]. `write` makes B's message around A's mangled
 * address, which carries the routing tag [AD-3].
 */
export function pushRequest(
  session: Session,
  peer: PresentPeer,
  request: NewRequest,
  write: (socketAddr: Uint8Array) => Uint8Array,
): PushResult {
  const { waiting } = session.workings;
  const entry = waiting.open(session, request);
  if (entry === undefined) return "noRoom";
  entry.push = write(mangleAddress(entry.controlling, entry.tm, entry.tag));
  if (peer.channel.push(entry.push)) return "pushed";
  waiting.close(entry);
  return "gone";
}

/** [SE-1] A has heard nothing and asks again: B gets the same bytes, wherever it is now. False when B has left meanwhile: A is to be answered as at first. */
export function pushAgain({ workings }: Session, entry: WaitingEntry): boolean {
  const peer = workings.presence.find(entry.targetId);
  if (peer === undefined || !peer.channel.push(entry.push)) {
    workings.waiting.close(entry);
    return false;
  }
  entry.targetIp = peer.address.ip;
  workings.metrics.punch("repeated");
  return true;
}
