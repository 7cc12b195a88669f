import type { Node } from "@fairlead/kube";
import { ANNOTATIONS } from "../names.ts";
import { hasEnded, neverRan, unreadySince } from "../relay/pod-facts.ts";
import type { Relay } from "../relay/relay.ts";
import { agoMs, durationText } from "../times.ts";

/** Why a relay is being emptied, as its status says. */
export type DrainReason = "Annotation" | "NodeLeaves" | "Unready" | "Rollout" | "ScaleDown";

/** What makes a relay leave whether it is needed or not; when it goes, the relay is taken back [KU-16]. */
export interface DrainCause {
  readonly reason: Extract<DrainReason, "Annotation" | "NodeLeaves" | "Unready">;
  readonly message: string;
  /** It is lost anyway, or useless already: no other relay is waited for. */
  readonly urgent: boolean;
}

/** Longer than any start or restart of a relay that will come to something [KU-12]. */
const UNREADY_MS = 300_000;
/** By which those who take nodes away say so before: cluster autoscaler, Karpenter, and the clouds' notices of spot machines. */
const LEAVING_TAINTS: Readonly<Record<string, "soon" | "now">> = {
  ToBeDeletedByClusterAutoscaler: "soon",
  "karpenter.sh/disrupted": "soon",
  "karpenter.sh/disruption": "soon",
  "aws-node-termination-handler/spot-itn": "now",
  "aws-node-termination-handler/asg-lifecycle-termination": "now",
  "cloud.google.com/impending-node-termination": "now",
  "kubernetes.azure.com/scalesetpriority-eviction": "now",
  "node.kubernetes.io/out-of-service": "now",
};

export function drainCause(relay: Relay, wallMs: number): DrainCause | undefined {
  const asked = relay.instance.metadata.annotations?.[ANNOTATIONS.drain];
  return nodeCause(relay) ?? askedCause(asked) ?? unreadyCause(relay, wallMs);
}

function askedCause(asked: string | undefined): DrainCause | undefined {
  if (asked === undefined) return undefined;
  const why = asked === "" || asked === "true" ? "" : `: ${asked}`;
  return { reason: "Annotation", message: `annotated with ${ANNOTATIONS.drain}${why}`, urgent: false };
}

function nodeCause({ node, nodeGone, pod }: Relay): DrainCause | undefined {
  const name = pod?.spec?.nodeName ?? "";
  const leaves = (why: string, urgent: boolean): DrainCause => ({
    reason: "NodeLeaves",
    message: `node ${name} ${why}`,
    urgent,
  });
  if (nodeGone) return leaves("is gone", true);
  return node === undefined ? undefined : leavingNode(node, leaves);
}

function leavingNode(node: Node, leaves: (why: string, urgent: boolean) => DrainCause): DrainCause | undefined {
  const { deletionTimestamp } = node.metadata;
  if (deletionTimestamp !== undefined) return leaves("is being deleted", true);
  const taint = node.spec?.taints?.find(({ key }) => LEAVING_TAINTS[key] !== undefined);
  if (taint !== undefined) return leaves(`has the taint ${taint.key}`, LEAVING_TAINTS[taint.key] === "now");
  return node.spec?.unschedulable === true ? leaves("is cordoned", false) : undefined;
}

/** A pod that never ran waits for something that another pod would wait for, too. */
function unreadyCause({ pod }: Relay, wallMs: number): DrainCause | undefined {
  if (pod === undefined || hasEnded(pod) || neverRan(pod)) return undefined;
  const ms = agoMs(unreadySince(pod), wallMs);
  if (ms < UNREADY_MS) return undefined;
  return { reason: "Unready", message: `its pod has been unready for ${durationText(ms)}`, urgent: true };
}
