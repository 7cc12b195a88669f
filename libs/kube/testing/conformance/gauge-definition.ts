import type { KubeObject } from "../../src/index.ts";
import { groupOf } from "./scene.ts";

const RULE = "self.low <= self.high";

/** The definition of a kind of the suite's own, in words that the generated models would lose: defaults, enums, rules, list types. */
export function gaugeDefinition(namespace: string): KubeObject & { readonly spec: unknown } {
  const group = groupOf(namespace);
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `gauges.${group}` },
    spec: {
      group,
      scope: "Namespaced",
      names: { kind: "Gauge", listKind: "GaugeList", plural: "gauges", singular: "gauge", shortNames: ["gg"] },
      versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema: SCHEMA }, ...SUBRESOURCES }],
    },
  };
}

const SUBRESOURCES = {
  subresources: {
    status: {},
    scale: {
      specReplicasPath: ".spec.replicas",
      statusReplicasPath: ".status.replicas",
      labelSelectorPath: ".status.selector",
    },
  },
  selectableFields: [{ jsonPath: ".spec.level" }],
  additionalPrinterColumns: [{ name: "Level", type: "string", jsonPath: ".spec.level" }],
};

const SCHEMA = {
  type: "object",
  description: "A gauge",
  required: ["spec"],
  properties: {
    spec: {
      type: "object",
      "x-kubernetes-validations": [
        { rule: RULE, message: "low is over high", fieldPath: ".low", reason: "FieldValueInvalid" },
      ],
      properties: {
        replicas: { type: "integer", default: 1, minimum: 0, maximum: 100 },
        low: { type: "integer", default: 0 },
        high: { type: "integer", default: 10 },
        level: { type: "string", enum: ["quiet", "loud"], default: "quiet" },
        marks: {
          type: "array",
          maxItems: 5,
          "x-kubernetes-list-type": "map",
          "x-kubernetes-list-map-keys": ["at"],
          items: {
            type: "object",
            required: ["at"],
            properties: { at: { type: "integer" }, text: { type: "string", maxLength: 20 } },
          },
        },
      },
    },
    status: {
      type: "object",
      properties: { replicas: { type: "integer" }, selector: { type: "string" }, reading: { type: "string" } },
    },
  },
};
