import type { Pod } from "@fairlead/kube";

export const ready = { type: "Ready", status: "True" };
export const unschedulable = { type: "PodScheduled", status: "False", reason: "Unschedulable", message: "0 nodes" };
export const running = { name: "relay", image: "", imageID: "", ready: true, restartCount: 0, state: { running: {} } };

export function withConditions(pod: Pod, conditions: readonly { type: string; status: string }[], wallMs: number): Pod {
  const lastTransitionTime = new Date(wallMs).toISOString();
  return { ...pod, status: { ...pod.status, conditions: conditions.map((one) => ({ ...one, lastTransitionTime })) } };
}
