import { isSolo } from "@fairlead/cluster";
import type { WaitingEntry } from "../waiting/waiting-entry.ts";
import type { Workings } from "../workings.ts";

/**
 * [CL-24] A request whose answer may lose its tag is put where every node finds it. Nobody waits for that: B's answer takes longer, and where it does not, whoever
 * looks looks twice.
 */
export function announceWait({ controlling, targetId, entry, losesTag }: WaitingEntry, workings: Workings): void {
  const { cluster } = workings.ports;
  if (!losesTag || isSolo(cluster)) return;
  const { slot, epoch } = cluster.nodes.self;
  cluster.waitIndex
    .put(controlling, targetId, { slot, epoch, entry })
    .catch((error: unknown) => workings.operator.storeFailed("wait", error));
}
