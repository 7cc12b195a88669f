import type { WaitingEntry } from "../waiting/waiting-entry.ts";
import type { Workings } from "../workings.ts";

/** The same bytes again, to a device that is here by now. False when it is not. */
export function pushHere(entry: WaitingEntry, { presence, metrics }: Workings): boolean {
  const peer = presence.find(entry.targetId);
  if (peer === undefined || !peer.channel.push(entry.push)) return false;
  entry.targetIp = peer.address.ip;
  entry.targetIdentity = peer.identity;
  metrics.pushes.local.add();
  return true;
}
