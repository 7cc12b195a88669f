import { peerId } from "@fairlead/base";
import type { BusMessageOf, NodeRef } from "@fairlead/wire";
import type { WaitingEntry } from "../waiting/waiting-entry.ts";
import type { Workings } from "../workings.ts";
import { type Elsewhere, elsewhere, sameNode } from "./elsewhere.ts";
import { type PushResult, refusalPayload } from "./push-result.ts";
import { pushToPlace } from "./push-to-place.ts";

/** More than this for one request: A's own copies go on. */
const MOST_FAILURES = 3;

/**
 * The node that the store named does not hold the device any more: it goes to the newest owner, or is kept for the next one; where there is none, A is told once
 * that the device is offline [CL-21] [CL-22]. A store that has forgotten the device says nothing of it [CL-27].
 */
export async function retryFailedPush(
  from: NodeRef,
  failed: BusMessageOf<"pushFailed">,
  workings: Workings,
): Promise<void> {
  const entry = workings.waiting.at(failed.entry);
  if (entry === undefined || entry.targetId !== failed.peerId || entry.answered) return;
  entry.failedPushes += 1;
  if (entry.failedPushes > MOST_FAILURES) return;
  try {
    const record = await workings.ports.registry.find(peerId(entry.targetId));
    if (record === undefined || workings.waiting.at(entry.entry) !== entry || entry.answered) return;
    const place = elsewhere(record, workings.ports.cluster);
    const saidNo = place !== undefined && sameNode(place.at.owner, from);
    tell(await pushToPlace(entry, saidNo ? parkedOnly(place) : place, workings), entry, workings);
  } catch (error) {
    workings.operator.storeFailed("find", error);
  }
}

/** The store still names who has just said no: the device has left this moment, and is expected back or about to be forgotten [CL-15]. */
const parkedOnly = (place: Elsewhere): Elsewhere => ({ ...place, way: { kind: "park", push: false } });

function tell(result: PushResult, entry: WaitingEntry, { waiting, metrics, ports }: Workings): void {
  if (result === "pushed") return;
  waiting.close(entry);
  ports.drops.drop(result === "gone" ? "offline_peer" : "table_full");
  metrics.punch(result === "gone" ? "offline_peer" : "no_room");
  entry.requester.answer(refusalPayload(entry.kind, result));
}
