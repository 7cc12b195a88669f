import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { KubeObject } from "@fairlead/kube";
import { areSameSpecs, isSameSpec } from "../../src/watch/same-specs.ts";

const tenant = (name: string, metadata: Partial<KubeObject["metadata"]> = {}): KubeObject => ({
  apiVersion: "fairlead.io/v1alpha1",
  kind: "Tenant",
  metadata: { name, uid: name, generation: 1, ...metadata },
});
const all = (...tenants: readonly KubeObject[]) => new Map(tenants.map((one) => [one.metadata.name, one]));

describe("what is asked for", () => {
  it("is the same when only the status was written: thousands of them are no thousands of snapshots [KU-26]", () => {
    assert.ok(isSameSpec(tenant("a", { resourceVersion: "1" }), tenant("a", { resourceVersion: "2" })));
    assert.ok(areSameSpecs(all(tenant("a"), tenant("b")), all(tenant("a", { resourceVersion: "9" }), tenant("b"))));
  });

  it("is another of another generation or life, of another name, and where nobody counts", () => {
    for (const other of [{ generation: 2 }, { uid: "b" }, { generation: undefined }])
      assert.ok(!areSameSpecs(all(tenant("a")), all(tenant("a", other))));
    assert.ok(!isSameSpec(tenant("a", { generation: undefined }), tenant("a", { generation: undefined })));
    assert.ok(!areSameSpecs(all(tenant("a")), all(tenant("b"))));
    assert.ok(!areSameSpecs(all(tenant("a")), all(tenant("a"), tenant("b"))));
    assert.ok(!areSameSpecs(all(tenant("a")), all()));
  });
});
