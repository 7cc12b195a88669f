import { peerId } from "@fairlead/base";
import type { PeerRecord } from "@fairlead/cluster";
import { mangleAddress } from "@fairlead/wire";
import type { WaitingEntry } from "../waiting/waiting-entry.ts";
import type { Workings } from "../workings.ts";
import { announceWait } from "./announce-wait.ts";
import { elsewhere } from "./elsewhere.ts";
import { pushHere } from "./push-here.ts";
import type { PushResult } from "./push-result.ts";
import { pushToPlace } from "./push-to-place.ts";

/**
 * A has heard nothing and asks again: the bus may have lost the first copy, and B may have moved, so the store is asked anew, also where memory says that B is here
 * [CL-21]. False when nobody holds B any more: A is to be answered as at first [SE-1].
 */
export async function pushToNewest(entry: WaitingEntry, workings: Workings): Promise<boolean> {
  const { ports, waiting, operator } = workings;
  let record: PeerRecord | undefined;
  try {
    record = await ports.registry.find(peerId(entry.targetId));
  } catch (error) {
    operator.storeFailed("find", error);
  }
  if (waiting.at(entry.entry) !== entry || entry.answered) return true;
  renewTag(entry, workings);
  const result =
    record === undefined
      ? unheard(entry, workings)
      : await pushToPlace(entry, elsewhere(record, ports.cluster), workings);
  if (result === "gone") waiting.close(entry);
  else workings.metrics.punch("repeated");
  return result !== "gone";
}

/** [CL-27] The store does not answer, or has forgotten a device that it knew seconds ago: that says nothing of the device. */
function unheard(entry: WaitingEntry, workings: Workings): PushResult {
  pushHere(entry, workings);
  return "pushed";
}

/** [CL-7] Replies to what was pushed under an earlier slot find nobody any more. */
function renewTag(entry: WaitingEntry, workings: Workings): void {
  if (!workings.waiting.renewTag(entry)) return;
  entry.push = entry.write(mangleAddress(entry.controlling, entry.tm, entry.tag));
  announceWait(entry, workings);
}
