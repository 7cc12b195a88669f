import type { Pod } from "@fairlead/kube";

const condition = (pod: Pod, type: string) => pod.status?.conditions?.find((one) => one.type === type);

export const isReady = (pod: Pod): boolean => condition(pod, "Ready")?.status === "True";
export const isLeaving = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;
/** Its containers will not run again. */
export const hasEnded = (pod: Pod): boolean => pod.status?.phase === "Failed" || pod.status?.phase === "Succeeded";

/** No process of it ever ran, so it cannot have sessions. */
export function neverRan(pod: Pod): boolean {
  if ((pod.status?.phase ?? "Pending") !== "Pending") return false;
  const all = pod.status?.containerStatuses ?? [];
  return all.every(({ state, lastState }) => !state?.running && !state?.terminated && !lastState?.terminated);
}

/** Why no node takes it, as the scheduler says; `undefined` = one does, or it was not asked yet. */
export function unschedulable(pod: Pod): string | undefined {
  const scheduled = condition(pod, "PodScheduled");
  if (scheduled?.status !== "False" || scheduled.reason !== "Unschedulable") return undefined;
  return scheduled.message ?? "no node takes the pod";
}

/** Since when it is not ready; `undefined` = it is, or never was. */
export function unreadySince(pod: Pod): string | undefined {
  const ready = condition(pod, "Ready");
  return ready === undefined || ready.status === "True" ? undefined : ready.lastTransitionTime;
}

/** Why its container does not run, as the kubelet says. */
export function waitingReason(pod: Pod): string | undefined {
  const waiting = pod.status?.containerStatuses?.find(({ state }) => state?.waiting !== undefined)?.state?.waiting;
  return waiting?.reason === undefined ? undefined : `${waiting.reason} ${waiting.message ?? ""}`.trim();
}
