import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { crds } from "../../src/api/crds.ts";
import { relayPoolSpec } from "../../src/api/relay-pool.ts";
import { withDefaults } from "../../src/api/with-defaults.ts";

type Json = { readonly [key: string]: unknown };
interface Part {
  readonly path: string;
  readonly schema: Json;
}

const versionOf = (crd: unknown): Json => (crd as { spec: { versions: Json[] } }).spec.versions[0] ?? {};
const schemaOf = (crd: unknown): Json => (versionOf(crd)["schema"] as Json)["openAPIV3Schema"] as Json;

function partsOf(path: string, schema: Json): readonly Part[] {
  const below = Object.entries((schema["properties"] ?? {}) as Record<string, Json>).flatMap(([name, part]) =>
    partsOf(`${path}.${name}`, part),
  );
  const items = schema["items"] === undefined ? [] : partsOf(`${path}[]`, schema["items"] as Json);
  return [{ path, schema }, ...below, ...items];
}

const all = crds();
const parts = all.flatMap((crd) => partsOf(crd.metadata.name.split(".")[0] ?? "", schemaOf(crd)));
const rulesOf = ({ schema }: Part): readonly Json[] => (schema["x-kubernetes-validations"] ?? []) as Json[];
const named = (found: readonly Part[]): readonly string[] => found.map(({ path }) => path);

describe("the definitions of the custom resources", () => {
  it("are four, with their names [KU-6]", () => {
    const names = all.map((crd) => (crd as unknown as { spec: { names: Json } }).spec.names);
    assert.deepEqual(
      names.map(({ kind, plural, shortNames, categories }) => [kind, plural, shortNames, categories]),
      [
        ["RendezvousCluster", "rendezvousclusters", ["rv"], ["fairlead"]],
        ["RelayPool", "relaypools", ["rp"], ["fairlead"]],
        ["RelayInstance", "relayinstances", ["ri"], ["fairlead"]],
        ["Tenant", "tenants", ["ften"], ["fairlead"]],
      ],
    );
  });

  it("describe every field [KU-6]", () => {
    assert.ok(parts.length > 150, `${parts.length} fields`);
    assert.deepEqual(named(parts.filter(({ schema }) => !/[.:]$/.test(String(schema["description"] ?? "")))), []);
  });

  it("bound every text, list and map, which the cost of rules is counted by [KU-6]", () => {
    const unbounded = parts.filter(({ schema }) => {
      if (schema["type"] === "string") return schema["maxLength"] === undefined && schema["enum"] === undefined;
      if (schema["type"] === "array") return schema["maxItems"] === undefined;
      return schema["additionalProperties"] !== undefined && schema["maxProperties"] === undefined;
    });
    assert.deepEqual(named(unbounded), []);
  });

  it("name the field and the remedy in every rule [KU-6]", () => {
    const rules = parts.flatMap((part) => rulesOf(part).map((rule) => ({ part, rule })));
    assert.ok(rules.length >= 12, `${rules.length} rules`);
    for (const { part, rule } of rules) {
      assert.match(String(rule["message"]), /: |instead/, `${part.path}: ${rule["message"]}`);
      assert.match(String(rule["reason"]), /^FieldValue(Invalid|Forbidden|Required)$/);
      const field = rule["fieldPath"];
      if (field === undefined) continue;
      const names = new Set(named(partsOf("", part.schema)));
      assert.ok(names.has(String(field)), `${part.path} has no ${field}`);
    }
  });

  it("let region and mode be set but once [KU-6]", () => {
    const transitions = parts.flatMap(rulesOf).filter(({ rule }) => String(rule).includes("oldSelf"));
    assert.deepEqual(transitions.map(({ fieldPath }) => fieldPath).sort(), [".mode", ".region.name", undefined]);
  });

  it("give rules whole defaults to look at: what has a default is never missing there [KU-6]", () => {
    for (const part of parts.filter((one) => rulesOf(one).length > 0 && one.schema["default"] !== undefined)) {
      const fields = Object.entries(part.schema["properties"] as Record<string, Json>);
      const defaulted = fields.filter(([, schema]) => schema["default"] !== undefined).map(([name]) => name);
      assert.deepEqual(Object.keys(part.schema["default"] as Json).sort(), defaulted.sort(), part.path);
    }
  });

  it("show address, region, Mbit/s, sessions, load, state and age", () => {
    const columns = (kind: number): unknown[] =>
      (versionOf(all[kind])["additionalPrinterColumns"] as Json[])
        .filter(({ priority }) => priority !== 1)
        .map(({ name }) => name);
    const wanted = ["Address", "Region", "Mbit/s", "Sessions", "Load %", "State", "Age"];
    assert.deepEqual(columns(2), wanted);
    assert.deepEqual(
      columns(1).filter((name) => wanted.includes(String(name))),
      wanted,
    );
  });

  it("scale pools by their own fields, and let fields be selected by", () => {
    assert.deepEqual(versionOf(all[1])["subresources"], {
      status: {},
      scale: {
        specReplicasPath: ".spec.replicas",
        statusReplicasPath: ".status.replicas",
        labelSelectorPath: ".status.selector",
      },
    });
    const selectable = all.map((crd) =>
      ((versionOf(crd)["selectableFields"] ?? []) as Json[]).map((one) => one["jsonPath"]),
    );
    assert.deepEqual(selectable, [[".spec.region"], [".spec.region.name"], [".spec.pool", ".spec.region"], []]);
  });

  it("are filled in by us as by the API server", () => {
    const filled = withDefaults<{ drain: object; exposure: { mode: string; ports: object } }>(relayPoolSpec, {
      drain: { cutAtDeadline: true },
    });
    assert.deepEqual(filled.drain, { deadlineSeconds: 14_400, acceptAssignedSeconds: 90, cutAtDeadline: true });
    assert.deepEqual([filled.exposure.mode, filled.exposure.ports], ["mesh", { tcp: 21_117 }]);
  });

  it("refuse an overlay that would hand out what is not the pool's to give [KU-13]", () => {
    const overlay = parts.find(({ path }) => path === "relaypools.spec.podTemplate");
    assert.deepEqual(Object.keys(overlay?.schema["properties"] as Json), [
      "resources",
      "labels",
      "annotations",
      "nodeSelector",
      "tolerations",
      "affinity",
      "priorityClassName",
      "topologySpreadConstraints",
    ]);
    assert.equal(overlay?.schema["x-kubernetes-preserve-unknown-fields"], undefined);
  });
});
