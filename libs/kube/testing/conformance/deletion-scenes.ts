import assert from "node:assert/strict";
import { waitUntil } from "@fairlead/testkit";
import {
  addFinalizer,
  createObject,
  deleteObject,
  type KubeObject,
  kinds,
  ownerOf,
  readObject,
  removeFinalizer,
  replaceObject,
} from "../../src/index.ts";
import { liveTime, refusal } from "./play.ts";
import { configMap, type Scene, type Stage } from "./scene.ts";

const FINALIZER = "conformance.test/hold";

export function deletionScenes(scene: Scene): void {
  scene("[KU-10] keeps a deleted object until its last finalizer is gone", async (stage) => {
    const made = await createObject(stage.api, configMap(stage, stage.name("held")));
    const held = await addFinalizer(stage.api, made, FINALIZER);
    assert.deepEqual(held?.metadata.finalizers, [FINALIZER]);
    assert.equal(await deleteObject(stage.api, kinds.configMap, made.metadata), true);
    const deleting = await readMap(stage, made.metadata.name);
    assert.ok(deleting?.metadata.deletionTimestamp);
    assert.equal(await addFinalizer(stage.api, deleting, "conformance.test/late"), undefined);
    await removeFinalizer(stage.api, made, FINALIZER);
    assert.equal(await readMap(stage, made.metadata.name), undefined);
    assert.equal(await removeFinalizer(stage.api, made, FINALIZER), undefined);
  });

  scene("refuses new finalizers on what is being deleted", async (stage) => {
    const metadata = { ...configMap(stage, stage.name("held")).metadata, finalizers: [FINALIZER] };
    const made = await createObject(stage.api, { ...configMap(stage, ""), metadata });
    await deleteObject(stage.api, kinds.configMap, metadata);
    const deleting = (await readMap(stage, metadata.name)) ?? made;
    const finalizers = [FINALIZER, "conformance.test/late"];
    const late = replaceObject(stage.api, { ...deleting, metadata: { ...deleting.metadata, finalizers } });
    await refusal(late, 422, "Invalid");
    await removeFinalizer(stage.api, deleting, FINALIZER);
  });

  scene("keeps another's finalizer that came meanwhile", async (stage) => {
    const made = await createObject(stage.api, configMap(stage, stage.name("held")));
    await addFinalizer(stage.api, made, "conformance.test/first");
    const both = await addFinalizer(stage.api, made, FINALIZER);
    assert.deepEqual(both?.metadata.finalizers, ["conformance.test/first", FINALIZER]);
  });

  scene("deletes only the one that was meant", async (stage) => {
    const made = await createObject(stage.api, configMap(stage, stage.name("meant")));
    const other = { preconditionUid: "00000000-0000-4000-8000-000000000000" };
    await refusal(deleteObject(stage.api, kinds.configMap, made.metadata, other), 409, "Conflict");
    const { uid } = made.metadata;
    assert.equal(await deleteObject(stage.api, kinds.configMap, made.metadata, { preconditionUid: uid }), true);
    assert.equal(await deleteObject(stage.api, kinds.configMap, made.metadata), false);
  });

  scene("[KU-10] collects what belonged to an object that is gone, and its belongings", async (stage) => {
    const owner = await createObject(stage.api, configMap(stage, stage.name("owner")));
    const owned = await createObject(stage.api, ownedBy(owner, configMap(stage, stage.name("owned"))));
    const last = await createObject(stage.api, ownedBy(owned, configMap(stage, stage.name("last"))));
    const free = await createObject(stage.api, configMap(stage, stage.name("free")));
    await deleteObject(stage.api, kinds.configMap, owner.metadata);
    await gone(stage, owned);
    await gone(stage, last);
    assert.ok(await readMap(stage, free.metadata.name));
  });

  scene("leaves belongings alone when asked to make them orphans", async (stage) => {
    const owner = await createObject(stage.api, configMap(stage, stage.name("owner")));
    const owned = await createObject(stage.api, ownedBy(owner, configMap(stage, stage.name("orphan"))));
    await deleteObject(stage.api, kinds.configMap, owner.metadata, { propagationPolicy: "Orphan" });
    await gone(stage, owner);
    assert.deepEqual((await readMap(stage, owned.metadata.name))?.metadata.ownerReferences ?? [], []);
  });

  scene("waits for belongings when asked to delete in the foreground", async (stage) => {
    const owner = await createObject(stage.api, configMap(stage, stage.name("owner")));
    const owned = await createObject(
      stage.api,
      ownedBy(owner, configMap(stage, stage.name("owned")), { blockOwnerDeletion: true }),
    );
    await deleteObject(stage.api, kinds.configMap, owner.metadata, { propagationPolicy: "Foreground" });
    await gone(stage, owner);
    assert.equal(await readMap(stage, owned.metadata.name), undefined);
  });

  scene("ends a pod that no node has at once, whatever its grace", async (stage) => {
    const name = stage.name("pod");
    const containers = [{ name: "relay", image: "registry.invalid/none:1" }];
    const metadata = { namespace: stage.namespace, name };
    const nowhere = { containers, nodeSelector: { nowhere: "true" }, terminationGracePeriodSeconds: 60 };
    await createObject(stage.api, { apiVersion: "v1", kind: "Pod", metadata, spec: nowhere } as KubeObject);
    await deleteObject(stage.api, kinds.pod, metadata, { gracePeriodSeconds: 60 });
    assert.equal(await readObject(stage.api, kinds.pod, metadata), undefined);
  });
}

function ownedBy<T extends KubeObject>(
  owner: KubeObject,
  object: T,
  options: { blockOwnerDeletion?: boolean } = {},
): T {
  return { ...object, metadata: { ...object.metadata, ownerReferences: [ownerOf(owner, options)] } };
}

function readMap(stage: Stage, name: string): ReturnType<typeof readObject<KubeObject>> {
  return readObject(stage.api, kinds.configMap, { namespace: stage.namespace, name });
}

async function gone(stage: Stage, { metadata }: KubeObject): Promise<void> {
  const isGone = async (): Promise<boolean> => (await readMap(stage, metadata.name)) === undefined;
  await waitUntil(liveTime(), `${metadata.name} is collected`, isGone, 30_000);
}
