import assert from "node:assert/strict";
import { createObject, deleteObject, kinds, listAll } from "../../src/index.ts";
import { configMap, labelled, mapPath, type Scene, type Stage } from "./scene.ts";

interface Page {
  readonly items: readonly { readonly metadata: { readonly name: string } }[];
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string };
}

export function listScenes(scene: Scene): void {
  scene("[KU-28] gives pages of one moment, whatever happens in between", async (stage) => {
    const set = stage.name("pages");
    const names = await makeMaps(stage, set, 5);
    const first = await page(stage, set, 2);
    const late = names[4] ?? "";
    await deleteObject(stage.api, kinds.configMap, { namespace: stage.namespace, name: late });
    await createObject(stage.api, labelled(configMap(stage, `${set}-9`), { set }));
    const second = await page(stage, set, 2, first.metadata.continue);
    const third = await page(stage, set, 2, second.metadata.continue);
    assert.deepEqual(namesOf([first, second, third]), names);
    assert.equal(third.metadata.continue ?? "", "");
    assert.equal(third.metadata.resourceVersion, first.metadata.resourceVersion);
  });

  scene("[KU-28] lists everything, page after page, with the kind on every object", async (stage) => {
    const set = stage.name("all");
    const names = await makeMaps(stage, set, 7);
    const { namespace } = stage;
    const listed = await listAll(stage.api, kinds.configMap, { namespace, labelSelector: `set=${set}`, pageSize: 3 });
    assert.deepEqual(listed.items.map(({ metadata }) => metadata.name).sort(), names);
    assert.ok(listed.items.every(({ kind, apiVersion }) => kind === "ConfigMap" && apiVersion === "v1"));
    assert.ok(listed.resourceVersion.length > 0);
  });

  scene("selects by labels, by the name, and by fields that a definition names", async (stage) => {
    const set = stage.name("selected");
    await makeMaps(stage, set, 3);
    const { api, namespace, gauge } = stage;
    const named = await listAll(api, kinds.configMap, { namespace, fieldSelector: `metadata.name=${set}-1` });
    assert.deepEqual(namesOf([named]), [`${set}-1`]);
    const unlabelled = await listAll(api, kinds.configMap, { namespace, labelSelector: `set in (${set}),set!=${set}` });
    assert.equal(unlabelled.items.length, 0);
    const [loud, quiet] = [stage.name("loud"), stage.name("quiet")];
    const header = { apiVersion: gauge.apiVersion, kind: gauge.kind };
    await createObject(api, { ...header, metadata: { namespace, name: loud }, spec: { level: "loud" } });
    await createObject(api, { ...header, metadata: { namespace, name: quiet }, spec: {} });
    const byField = await listAll(api, gauge, { namespace, fieldSelector: "spec.level=loud" });
    assert.deepEqual(namesOf([byField]), [loud]);
  });
}

async function makeMaps(stage: Stage, set: string, count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, index) => `${set}-${index}`);
  for (const name of names) await createObject(stage.api, labelled(configMap(stage, name), { set }));
  return names;
}

function page(stage: Stage, set: string, limit: number, next?: string): Promise<Page> {
  const query = { labelSelector: `set=${set}`, limit, continue: next };
  return stage.api.request<Page>("GET", mapPath(stage), { query });
}

const namesOf = (pages: readonly Pick<Page, "items">[]): string[] =>
  pages.flatMap(({ items }) => items.map(({ metadata }) => metadata.name));
