import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ManifestChecker, publishedSchemas, validateManifests } from "../src/index.ts";

const gauge = {
  kind: "CustomResourceDefinition",
  spec: {
    group: "example.com",
    names: { kind: "Gauge" },
    versions: [
      {
        name: "v1",
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: { spec: { type: "object", properties: { size: { type: "integer" } } } },
          },
        },
      },
    ],
  },
};

describe("manifests without a server", () => {
  it("are held against the published schemas of every kind of the release", () => {
    assert.ok(Object.keys(publishedSchemas().roots).length > 150);
    const good = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, creationTimestamp: null}\ndata: {a: b}\n";
    assert.deepEqual(validateManifests(`---\n${good}---\n# nothing\n---\n${good}`), []);
  });

  for (const [what, text, fault] of [
    [
      "an unknown field",
      "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {prots: []}",
      "Service/-/a: /spec must NOT have additional properties (prots)",
    ],
    [
      "a wrong type",
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, namespace: n}\nspec: {replicas: two, selector: {}, template: {}}",
      "Deployment/n/a: /spec/replicas must be integer",
    ],
    [
      "a missing field",
      "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: a}\nspec: {selector: {matchLabels: [a]}}",
      "PodDisruptionBudget/-/a: /spec/selector/matchLabels must be object",
    ],
    [
      "an unknown kind",
      "apiVersion: example.com/v1\nkind: Gauge\nmetadata: {name: a}",
      "Gauge/-/a: no schema for example.com/v1/Gauge",
    ],
    [
      "an item of a List",
      "apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Secret, metadata: {name: s}, dada: {}}]",
      "Secret/-/s: / must NOT have additional properties (dada)",
    ],
  ] as const)
    it(`refuses ${what}`, () => assert.deepEqual(validateManifests(text), [fault]));

  it("refuses what is no YAML", () => assert.match(validateManifests("a: [")[0] ?? "", /^no YAML/));

  it("knows the kinds of definitions that it was given", () => {
    const checker = new ManifestChecker([gauge]);
    const made = { apiVersion: "example.com/v1", kind: "Gauge", metadata: { name: "a" } };
    assert.deepEqual(checker.faultsOf({ ...made, spec: { size: 1 } }), []);
    assert.deepEqual(checker.faultsOf({ ...made, spec: { size: "big", colour: "red" } }), [
      "Gauge/-/a: /spec must NOT have additional properties (colour)",
      "Gauge/-/a: /spec/size must be integer",
    ]);
  });
});
