import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { apply, applyStatus, KubeFieldsLostError, type KubeObject } from "../../src/index.ts";
import { ScriptedApi } from "../reflect/scripted-api.ts";

const pool = (spec: unknown): KubeObject & { readonly spec: unknown } => ({
  apiVersion: "fairlead.io/v1alpha1",
  kind: "RelayPool",
  metadata: { namespace: "a", name: "relays", managedFields: [{ manager: "x" }] },
  spec,
});

describe("server-side apply", () => {
  it("[KU-5] is one manager's, by force, and strict about fields", async () => {
    const queries: unknown[] = [];
    const api = new ScriptedApi((_method, path, { body, query, contentType }) => {
      queries.push([path, contentType, query]);
      return body;
    });
    const read = await apply(api, pool({ replicas: 3 }), { fieldManager: "fairlead" });
    assert.deepEqual(read.spec, { replicas: 3 });
    assert.deepEqual(queries, [
      [
        "/apis/fairlead.io/v1alpha1/namespaces/a/relaypools/relays",
        "application/apply-patch+yaml",
        { fieldManager: "fairlead", fieldValidation: "Strict", dryRun: undefined, force: true },
      ],
    ]);
    assert.equal(
      "managedFields" in ((api.requests[0]?.body ?? {}) as KubeObject).metadata,
      false,
      "the API refuses them",
    );
  });

  it("[KU-5] says which fields a server has dropped without a word", async () => {
    const api = new ScriptedApi((_method, _path, { body }) => ({ ...(body as KubeObject), spec: { replicas: 3 } }));
    const applied = apply(api, pool({ replicas: 3, capacity: { sessions: 5 } }), { fieldManager: "fairlead" });
    await assert.rejects(applied, (error) => {
      assert.ok(error instanceof KubeFieldsLostError);
      assert.deepEqual(error.fields, ["spec.capacity"]);
      assert.match(error.message, /RelayPool a\/relays was stored without spec.capacity; do: /);
      return true;
    });
  });

  it("sends of an object whose status is applied its name and status alone", async () => {
    const api = new ScriptedApi((_method, _path, { body }) => body);
    await applyStatus(api, { ...pool({ replicas: 3 }), status: { ready: 1 } }, { fieldManager: "fairlead" });
    const [request] = api.requests;
    assert.equal(request?.path, "/apis/fairlead.io/v1alpha1/namespaces/a/relaypools/relays/status");
    assert.deepEqual(request?.body, {
      apiVersion: "fairlead.io/v1alpha1",
      kind: "RelayPool",
      metadata: { name: "relays", namespace: "a" },
      status: { ready: 1 },
    });
  });
});
