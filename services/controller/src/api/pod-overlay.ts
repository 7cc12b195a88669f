import type { Plain, PodSpec } from "@fairlead/kube";
import Type, { type Static } from "typebox";
import { foreign, list, maybe, oneOf, parts, text, texts, whole } from "./schema-words.ts";

const quantities = (description: string) =>
  maybe(
    Type.Unsafe<Record<string, string>>({
      type: "object",
      description,
      maxProperties: 16,
      additionalProperties: { "x-kubernetes-int-or-string": true },
    }),
  );

const resources = parts("The relay's requests and limits.", {
  requests: quantities("What a node must have left, such as cpu: 500m."),
  limits: quantities("What the relay may take at most, such as memory: 512Mi."),
});

const toleration = parts("A taint that the pods bear.", {
  key: maybe(text("The taint's key; absent = any.", 316)),
  operator: maybe(oneOf("Whether the value counts.", ["Exists", "Equal"])),
  value: maybe(text("The taint's value.", 63)),
  effect: maybe(oneOf("The taint's effect; absent = any.", ["NoSchedule", "PreferNoSchedule", "NoExecute"])),
  tolerationSeconds: maybe(whole("How long NoExecute is borne; absent = for ever.", { max: 31_536_000 })),
});

const spread = parts("How the pods are spread.", {
  maxSkew: whole("By how many pods places may differ.", { min: 1, max: 1000 }),
  topologyKey: text("The label of nodes that names a place, such as topology.kubernetes.io/zone.", 316, { min: 1 }),
  whenUnsatisfiable: oneOf("What to do where it cannot be kept.", ["DoNotSchedule", "ScheduleAnyway"]),
  minDomains: maybe(whole("How many places there must be.", { min: 1, max: 1000 })),
  nodeAffinityPolicy: maybe(oneOf("Whether node affinity counts.", ["Honor", "Ignore"])),
  nodeTaintsPolicy: maybe(oneOf("Whether taints count.", ["Honor", "Ignore"])),
});

/**
 * What a pool may add to its relays' pods [KU-13]: an overlay of any field would hand out any ServiceAccount, Secret or host path to whoever may write a RelayPool. The rest of a
 * pod is the chart's.
 */
export const podOverlay = parts(
  "What this pool adds to the relays' pods. Everything else of them is the chart's.",
  {
    resources: maybe(resources),
    labels: texts("Labels of the pods.", 32, { default: {}, maxText: 63 }),
    annotations: texts("Annotations of the pods.", 32, { default: {} }),
    nodeSelector: texts("Labels that a node must have.", 32, { default: {}, maxText: 63 }),
    tolerations: list("Taints that the pods bear.", toleration, 32, { default: [] }),
    affinity: maybe(foreign<NonNullable<PodSpec["affinity"]>>("Near what, and apart from what, the pods are put.", 8)),
    priorityClassName: maybe(text("The pods' priority class.", 253)),
    topologySpreadConstraints: list("How the pods are spread; those of this pool are counted.", spread, 8, {
      default: [],
    }),
  },
  {
    default: {},
    rules: [
      {
        rule: "self.labels.all(name, !name.startsWith('fairlead.io/') && !name.startsWith('app.kubernetes.io/'))",
        message: "labels of fairlead.io and app.kubernetes.io are the controller's: choose other names",
        field: ".labels",
        reason: "FieldValueForbidden",
      },
      {
        rule: "self.annotations.all(name, !name.startsWith('fairlead.io/'))",
        message: "annotations of fairlead.io are the controller's: choose other names",
        field: ".annotations",
        reason: "FieldValueForbidden",
      },
    ],
  },
);

export type PodOverlay = Plain<Static<typeof podOverlay>>;
