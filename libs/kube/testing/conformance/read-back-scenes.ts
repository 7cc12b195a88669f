import assert from "node:assert/strict";
import { apply, applyStatus, type KubeObject, kindOf, lostFields, readObject } from "../../src/index.ts";
import { gaugeDefinition } from "./gauge-definition.ts";
import { FIELD_MANAGER, refusal } from "./play.ts";
import type { Scene } from "./scene.ts";
import { writtenKinds } from "./written-kinds.ts";

export function readBackScenes(scene: Scene): void {
  for (const { kind } of writtenKinds("any"))
    scene(`[KU-31] ${kind}: applied, and every field of it is there`, async (stage) => {
      const object = writtenKinds(stage.namespace).find((written) => written.kind === kind) as KubeObject;
      await readBack(stage.api, object);
    });

  scene("[KU-31] a definition: defaults, enums, list types and rules in CEL", async (stage) => {
    const definition = gaugeDefinition(stage.namespace);
    const read = (await readBack(stage.api, definition)) as typeof definition;
    const text = JSON.stringify(read.spec);
    for (const word of ["x-kubernetes-validations", "x-kubernetes-list-map-keys", "default", "enum", "fieldPath"])
      assert.ok(text.includes(`"${word}"`), `${word} is lost`);
  });

  scene("[KU-31] the product's own kinds", async (stage) => {
    for (const { status, ...sample } of stage.test.samples as readonly (KubeObject & { readonly status?: unknown })[]) {
      await readBack(stage.api, sample);
      const told = await applyStatus(stage.api, { ...sample, status }, { fieldManager: FIELD_MANAGER });
      assert.deepEqual(lostFields({ ...sample, status }, told), [], `lost in the status of ${sample.kind}`);
    }
  });

  scene("[KU-31] an open NetworkPolicy stays as closed as it was written", async (stage) => {
    const object = writtenKinds(stage.namespace).find(({ kind }) => kind === "NetworkPolicy") as KubeObject;
    const read = (await readBack(stage.api, object)) as { readonly spec?: { readonly ingress?: readonly unknown[] } };
    assert.match(JSON.stringify(read.spec?.ingress), /"from":\[{"podSelector"/);
  });

  scene("keeps an immutable Secret as it is", async (stage) => {
    const object = writtenKinds(stage.namespace).find(({ kind }) => kind === "Secret") as KubeObject;
    const metadata = { ...object.metadata, name: stage.name("sealed") };
    const sealed = { ...object, metadata, immutable: true };
    await apply(stage.api, sealed, { fieldManager: FIELD_MANAGER });
    const changed = { ...sealed, data: { token: "b3RoZXI=" } };
    await refusal(apply(stage.api, changed, { fieldManager: FIELD_MANAGER }), 422, "Invalid");
  });
}

/** What the answer to the write holds, and what a later read does. */
async function readBack(api: Parameters<typeof apply>[0], object: KubeObject): Promise<KubeObject> {
  const written = await apply(api, object, { fieldManager: FIELD_MANAGER });
  const read = await readObject(api, kindOf(object.apiVersion, object.kind), object.metadata);
  assert.deepEqual(lostFields(object, written), [], "lost in the answer");
  assert.deepEqual(lostFields(object, read), [], "lost in what is stored");
  assert.ok(read);
  return read;
}
