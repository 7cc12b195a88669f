import { type KubeObject, kinds, refOf } from "@fairlead/kube";
import { ANNOTATIONS, LABELS } from "./names.ts";
import type { MetadataPatch } from "./plan-parts.ts";
import { ownLabels } from "./pod/own-labels.ts";
import type { Relay } from "./relay/relay.ts";
import type { ControllerConfig } from "./snapshot.ts";

/** No number of pods is that large, so no eviction of one is ever allowed. A share, or maxUnavailable, is counted from the owners' scale, which counts idle pods too. */
const EVERY_POD = 2_147_483_647;

/** [KU-18] The one budget: of pods with sessions. */
export function busyBudget(config: ControllerConfig): KubeObject & { readonly spec: object } {
  const labels = ownLabels(config, "relay");
  const selector = {
    matchLabels: {
      [LABELS.name]: "fairlead",
      [LABELS.instance]: config.instance,
      [LABELS.hasSessions]: "true",
    },
  };
  return {
    apiVersion: kinds.podDisruptionBudget.apiVersion,
    kind: kinds.podDisruptionBudget.kind,
    metadata: {
      name: `${config.fullname}-relays-with-sessions`,
      namespace: config.namespace,
      labels,
      ownerReferences: [config.owner],
    },
    spec: { minAvailable: EVERY_POD, selector },
  };
}

/** The labels that say what a pod is doing, where they are not what they should be. */
export function podMarks(relay: Relay, draining: boolean): MetadataPatch | undefined {
  const { pod, report } = relay;
  if (pod?.metadata.uid === undefined) return undefined;
  const busyNow = pod.metadata.labels?.[LABELS.hasSessions] === "true";
  // Of what is not heard nothing is concluded: a label once given stays until the relay says that it is empty.
  const busy = report === undefined ? busyNow : report.sessions + report.awaited > 0;
  const labels = differing(pod.metadata.labels, {
    [LABELS.hasSessions]: busy ? "true" : null,
    [LABELS.open]: draining ? null : "true",
  });
  const annotations = differing(pod.metadata.annotations, { [ANNOTATIONS.safeToEvict]: busy ? "false" : "true" });
  if (Object.keys(labels).length + Object.keys(annotations).length === 0) return undefined;
  return { ref: refOf(pod), uid: pod.metadata.uid, labels, annotations };
}

function differing(
  present: Readonly<Record<string, string>> | undefined,
  wanted: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string | null>> {
  return Object.fromEntries(Object.entries(wanted).filter(([name, text]) => (present?.[name] ?? null) !== text));
}
