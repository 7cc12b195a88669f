import type { WaitingEntry } from "../waiting/waiting-entry.ts";
import type { Workings } from "../workings.ts";
import type { Elsewhere } from "./elsewhere.ts";
import { pushElsewhere } from "./push-elsewhere.ts";
import { pushHere } from "./push-here.ts";
import type { PushResult } from "./push-result.ts";

/**
 * A request that was pushed before goes where the store says that its device is now [CL-21]. Where the store names nobody who lives, memory may know better: the device is here
 * and its place is not written yet [CL-27]. An owner that may still live is sent to all the same.
 */
export async function pushToPlace(
  entry: WaitingEntry,
  place: Elsewhere | undefined,
  workings: Workings,
): Promise<PushResult> {
  if (place?.way.kind === "push") return pushElsewhere(entry, place, workings);
  const here = pushHere(entry, workings);
  if (place === undefined) return here ? "pushed" : "gone";
  return here && !place.way.push ? "pushed" : pushElsewhere(entry, place, workings);
}
