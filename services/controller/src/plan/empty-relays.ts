import { type KubeObject, refOf } from "@fairlead/kube";
import type { RelayDrain, RelayPool } from "../api/index.ts";
import type { Deletion } from "./plan-parts.ts";
import { MAX_GRACE_S } from "./pod/relay-pod.ts";
import { hasEnded, isLeaving, isReady, neverRan } from "./relay/pod-facts.ts";
import { isUnused, type Relay } from "./relay/relay.ts";
import { agoMs } from "./times.ts";

/** A pod that fails at once would be made again without a pause. */
const ENDED_POD_STAYS_MS = 10_000;

/** [KU-17] A relay that is drained ends when it is empty: first its pod, which has at most a minute, then what is left. */
export function endOf(relay: Relay, pool: RelayPool, drain: RelayDrain, wallMs: number): Deletion | undefined {
  const { pod, instance } = relay;
  if (pod === undefined) return deletion(instance, undefined);
  if (isLeaving(pod) || !isEmpty(relay, pool, drain, wallMs)) return undefined;
  return podDeletion(relay);
}

/** [KU-12] A pod whose processes have ended makes room for the next of its name. */
export function endedPod(relay: Relay, wallMs: number): Deletion | undefined {
  const { pod } = relay;
  if (pod === undefined || isLeaving(pod) || !hasEnded(pod)) return undefined;
  return agoMs(pod.metadata.creationTimestamp, wallMs) < ENDED_POD_STAYS_MS ? undefined : podDeletion(relay);
}

export function podDeletion({ pod }: Relay): Deletion | undefined {
  const grace = pod?.spec?.terminationGracePeriodSeconds ?? MAX_GRACE_S;
  return pod === undefined ? undefined : deletion(pod, Math.min(MAX_GRACE_S, grace));
}

/** Nothing that is not heard counts as empty, but of a pod that is of no use and silent when the deadline has passed. */
function isEmpty(relay: Relay, { spec }: RelayPool, drain: RelayDrain, wallMs: number): boolean {
  const { pod, report } = relay;
  if (pod === undefined || hasEnded(pod) || neverRan(pod)) return true;
  const drainedMs = agoMs(drain.since, wallMs);
  const { acceptAssignedSeconds, deadlineSeconds } = spec.drain;
  if (isUnused(relay)) return true;
  if (report === undefined) return relay.heard && !isReady(pod) && drainedMs >= deadlineSeconds * 1000;
  if (report.sessions + report.awaited > 0) return false;
  return report.state === "draining" && drainedMs >= acceptAssignedSeconds * 1000;
}

function deletion(object: KubeObject, gracePeriodSeconds: number | undefined): Deletion {
  return { ref: refOf(object), uid: object.metadata.uid ?? "", gracePeriodSeconds };
}
