import { isSolo } from "@fairlead/cluster";
import { mangleAddress } from "@fairlead/wire";
import { announceWait } from "../forwarding/announce-wait.ts";
import type { Elsewhere } from "../forwarding/elsewhere.ts";
import { beginPunch } from "../forwarding/punch-spans.ts";
import { pushElsewhere } from "../forwarding/push-elsewhere.ts";
import { pushHere } from "../forwarding/push-here.ts";
import type { PushResult } from "../forwarding/push-result.ts";
import { pushToNewest } from "../forwarding/push-to-newest.ts";
import type { PresentPeer } from "../presence/present-peer.ts";
import type { Session } from "../session/session.ts";
import type { NewRequest, WaitingEntry } from "../waiting/waiting-entry.ts";

/** Makes B's message around A's mangled address, which carries the routing tag [AD-3]. */
export type WritePush = (socketAddr: Uint8Array) => Uint8Array;

/**
 * Puts A's request among the waiting ones and pushes it to B over the very channel it registered by [PH-2] [CL-25]. Where B is here nobody waits, and no other node hears of
 * it [CL-20].
 */
export function pushRequest(session: Session, peer: PresentPeer, request: NewRequest, write: WritePush): PushResult {
  const { waiting, metrics, ports } = session.workings;
  const entry = open(session, request, write);
  if (entry === undefined) return "noRoom";
  if (!peer.channel.push(entry.push)) {
    waiting.close(entry);
    return "gone";
  }
  metrics.pushes.local.add();
  beginPunch(entry, "local", ports);
  return "pushed";
}

/** The same where another node holds B, or is expected to. */
export async function pushRequestElsewhere(
  session: Session,
  place: Elsewhere,
  request: NewRequest,
  write: WritePush,
): Promise<PushResult> {
  const entry = open(session, request, write);
  if (entry === undefined) return "noRoom";
  const result = await pushElsewhere(entry, place, session.workings);
  if (result !== "pushed") session.workings.waiting.close(entry);
  return result;
}

/** [SE-1] A has heard nothing and asks again: B gets the same bytes, wherever it is now. False when B has left meanwhile: A is to be answered as at first. */
export function pushAgain({ workings }: Session, entry: WaitingEntry): boolean | Promise<boolean> {
  if (!isSolo(workings.ports.cluster)) return pushToNewest(entry, workings);
  if (!pushHere(entry, workings)) {
    workings.waiting.close(entry);
    return false;
  }
  workings.metrics.punch("repeated");
  return true;
}

function open(session: Session, request: NewRequest, write: WritePush): WaitingEntry | undefined {
  const entry = session.workings.waiting.open(session, request);
  if (entry === undefined) return undefined;
  entry.write = write;
  entry.push = write(mangleAddress(entry.controlling, entry.tm, entry.tag));
  announceWait(entry, session.workings);
  return entry;
}
