import { peerId } from "@fairlead/base";
import type { ReplySource } from "@fairlead/protocol";
import type { WaitingEntry } from "../waiting/waiting-entry.ts";
import type { Workings } from "../workings.ts";

/** A request that was kept reached B wherever it registered next, which may be at another address: B's answer from there is genuine [CL-22] [PS-2]. */
export function mayHaveMoved(
  { parkedFor, answered, targetIp }: WaitingEntry,
  { transport, address }: ReplySource,
): boolean {
  return transport === "udp" && parkedFor !== undefined && !answered && address.ip !== targetIp;
}

/** Once for a request: one read. */
export async function findNewPlace(entry: WaitingEntry, { ports, operator }: Workings): Promise<void> {
  entry.parkedFor = undefined;
  try {
    const record = await ports.registry.find(peerId(entry.targetId));
    if (record?.at === undefined) return;
    entry.targetIp = record.at.address.ip;
    entry.targetIdentity = record;
  } catch (error) {
    operator.storeFailed("find", error);
  }
}
