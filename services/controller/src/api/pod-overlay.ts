import type { Plain, PodSpec } from "@fairlead/kube";
import type { Static } from "typebox";
import { foreign, maybe, parts, text, texts } from "./schema-words.ts";

/**
 * What a pool may add to its relays' pods [KU-13]: an overlay of any field would hand out any ServiceAccount, Secret or host path to whoever may write a RelayPool. The rest of a
 * pod is the chart's.
 */
export const podOverlay = parts(
  "What this pool adds to the relays' pods. Everything else of them is the chart's.",
  {
    resources: maybe(
      foreign<NonNullable<PodSpec["containers"][number]["resources"]>>("The relay's requests and limits.", "object", 8),
    ),
    labels: texts("Labels of the pods.", 32, { default: {}, maxText: 63 }),
    annotations: texts("Annotations of the pods.", 32, { default: {} }),
    nodeSelector: texts("Labels that a node must have.", 32, { default: {}, maxText: 63 }),
    tolerations: maybe(foreign<NonNullable<PodSpec["tolerations"]>>("Taints that the pods bear.", "array", 32)),
    affinity: maybe(
      foreign<NonNullable<PodSpec["affinity"]>>("Near what, and apart from what, the pods are put.", "object", 8),
    ),
    priorityClassName: maybe(text("The pods' priority class.", 253)),
    topologySpreadConstraints: maybe(
      foreign<NonNullable<PodSpec["topologySpreadConstraints"]>>("How the pods are spread.", "array", 8),
    ),
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
