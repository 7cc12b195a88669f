import assert from "node:assert/strict";
import { createObject, isNotFound, kindOf, kinds, type Lease, readObject, replaceObject } from "../../src/index.ts";
import { refusal } from "./play.ts";
import { configMap, type Scene, type Stage } from "./scene.ts";

export function versionScenes(scene: Scene): void {
  scene("gives each write another version, and the creation a uid", async (stage) => {
    const made = await createObject(stage.api, configMap(stage, stage.name("map"), { a: "1" }));
    assert.ok(made.metadata.uid && made.metadata.resourceVersion && made.metadata.creationTimestamp);
    const changed = await replaceObject(stage.api, { ...made, data: { a: "2" } });
    assert.notEqual(changed.metadata.resourceVersion, made.metadata.resourceVersion);
    assert.equal(changed.metadata.uid, made.metadata.uid);
  });

  scene("[KU-3] leaves the version as it is when a write changes nothing", async (stage) => {
    const made = await createObject(stage.api, configMap(stage, stage.name("map"), { a: "1" }));
    const same = await replaceObject(stage.api, made);
    assert.equal(same.metadata.resourceVersion, made.metadata.resourceVersion);
  });

  scene("refuses a write over an older version, and takes one that names none", async (stage) => {
    const made = await createObject(stage.api, configMap(stage, stage.name("map"), { a: "1" }));
    await replaceObject(stage.api, { ...made, data: { a: "2" } });
    await refusal(replaceObject(stage.api, { ...made, data: { a: "3" } }), 409, "Conflict");
    const { resourceVersion, ...metadata } = made.metadata;
    const forced = await replaceObject(stage.api, { ...made, metadata, data: { a: "4" } });
    assert.deepEqual(forced.data, { a: "4" });
  });

  scene("[KU-30] says why it refuses: exists, is missing, is invalid and which field", async (stage) => {
    const made = await createObject(stage.api, configMap(stage, stage.name("map")));
    await refusal(createObject(stage.api, configMap(stage, made.metadata.name)), 409, "AlreadyExists");
    await refusal(replaceObject(stage.api, configMap(stage, stage.name("none"))), 404, "NotFound");
    assert.equal(await readObject(stage.api, kinds.configMap, { ...made.metadata, name: "none" }), undefined);
    const invalid = await refusal(createObject(stage.api, configMap(stage, "No_Name")), 422, "Invalid");
    assert.deepEqual(
      invalid.causes.map(({ field }) => field),
      ["metadata.name"],
    );
    assert.match(invalid.message, /No_Name/);
  });

  scene("knows nothing of kinds that were not defined", async (stage) => {
    const unknown = { ...configMap(stage, "a"), apiVersion: "nobody.conformance.test/v1", kind: "Nothing" };
    await assert.rejects(createObject(stage.api, unknown), isNotFound);
    const { namespace } = stage;
    assert.equal(await readObject(stage.api, kindOf("v1", "Nothing"), { namespace, name: "a" }), undefined);
  });

  scene("[KU-3] lets one of two writers of a lease win", async (stage) => {
    const made = await createObject(stage.api, leaseOf(stage, "nobody", "2026-01-01T00:00:00.000000Z"));
    const writes = ["one", "two"].map((holder, index) => {
      const { spec } = leaseOf(stage, holder, `2026-01-01T00:00:0${index + 1}.000000Z`);
      return replaceObject(stage.api, { ...made, spec }).then(
        () => "written",
        (error: { readonly reason?: string }) => error.reason,
      );
    });
    assert.deepEqual((await Promise.all(writes)).sort(), ["Conflict", "written"]);
  });

  scene("[KU-31] gives back a time in microseconds as it was written", async (stage) => {
    const time = "2026-01-02T03:04:05.678901Z";
    const made = await createObject(stage.api, leaseOf(stage, "somebody", time));
    const read = await readObject(stage.api, kinds.lease, made.metadata);
    assert.equal(read?.spec?.renewTime, time);
  });
}

function leaseOf(stage: Stage, holderIdentity: string, renewTime: string): Lease {
  return {
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: { namespace: stage.namespace, name: stage.name("lease") },
    spec: { holderIdentity, leaseDurationSeconds: 10, renewTime, acquireTime: renewTime, leaseTransitions: 1 },
  };
}
