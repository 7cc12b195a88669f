import assert from "node:assert/strict";
import { apply, createObject, type KubeObject, kinds, mergePatch, readObject } from "../../src/index.ts";
import { refusal } from "./play.ts";
import { configMap, type Gauge, labelled, type Scene, type Stage } from "./scene.ts";

const OURS = { fieldManager: "controller" } as const;
const THEIRS = { fieldManager: "kubectl-edit" } as const;

export function applyScenes(scene: Scene): void {
  scene("[KU-5] makes what is not there, and says whose each field is", async (stage) => {
    const made = await apply(stage.api, configMap(stage, stage.name("applied"), { a: "1" }), OURS);
    const [entry, ...more] = made.metadata.managedFields ?? [];
    assert.equal(more.length, 0);
    assert.deepEqual([entry?.manager, entry?.operation, entry?.fieldsType], ["controller", "Apply", "FieldsV1"]);
    assert.deepEqual(entry?.fieldsV1, { "f:data": { "f:a": {} } });
  });

  scene("changes nothing, not even the version, when the same is applied again", async (stage) => {
    const wanted = configMap(stage, stage.name("applied"), { a: "1" });
    const made = await apply(stage.api, wanted, OURS);
    const again = await apply(stage.api, wanted, OURS);
    assert.equal(again.metadata.resourceVersion, made.metadata.resourceVersion);
  });

  scene("[KU-5] takes away what is left out, and leaves what others have added", async (stage) => {
    const name = stage.name("applied");
    await apply(stage.api, configMap(stage, name, { a: "1", b: "1" }), OURS);
    await edit(stage, name, { data: { theirs: "1" }, metadata: { annotations: { note: "keep me" } } });
    const changed = await apply(stage.api, configMap(stage, name, { a: "2" }), OURS);
    assert.deepEqual(changed.data, { a: "2", theirs: "1" });
    assert.deepEqual(changed.metadata.annotations, { note: "keep me" });
  });

  scene("[KU-5] puts back a person's change of a field that is ours", async (stage) => {
    const name = stage.name("applied");
    await apply(stage.api, configMap(stage, name, { a: "1" }), OURS);
    await edit(stage, name, { data: { a: "theirs" } });
    const back = await apply(stage.api, configMap(stage, name, { a: "1" }), OURS);
    assert.deepEqual(back.data, { a: "1" });
    const owners = (back.metadata.managedFields ?? []).filter(({ fieldsV1 }) =>
      JSON.stringify(fieldsV1).includes("f:a"),
    );
    assert.deepEqual(
      owners.map(({ manager }) => manager),
      ["controller"],
    );
  });

  scene("refuses without force what is another's, naming the field and who has it", async (stage) => {
    const name = stage.name("applied");
    await apply(stage.api, configMap(stage, name, { a: "1" }), { fieldManager: "first" });
    const second = apply(stage.api, configMap(stage, name, { a: "2" }), { ...OURS, force: false });
    const conflict = await refusal(second, 409, "Conflict");
    assert.deepEqual(
      conflict.causes.map(({ reason, field }) => [reason, field]),
      [["FieldManagerConflict", ".data.a"]],
    );
    assert.match(conflict.causes[0]?.message ?? "", /"first"/);
    const same = await apply(stage.api, configMap(stage, name, { a: "1" }), { ...OURS, force: false });
    const managers = (same.metadata.managedFields ?? []).map(({ manager }) => manager).sort();
    assert.deepEqual(managers, ["controller", "first"], "agreeing is sharing");
  });

  scene("keeps a field that two have applied until both have left it out", async (stage) => {
    const name = stage.name("applied");
    const wanted = (labels: Readonly<Record<string, string>>): KubeObject => labelled(configMap(stage, name), labels);
    await apply(stage.api, wanted({ shared: "yes", ours: "yes" }), OURS);
    await apply(stage.api, wanted({ shared: "yes" }), THEIRS);
    const one = await apply(stage.api, wanted({ ours: "yes" }), OURS);
    assert.deepEqual(one.metadata.labels, { shared: "yes", ours: "yes" });
    await apply(stage.api, wanted({ other: "yes" }), THEIRS);
    const both = await readObject(stage.api, kinds.configMap, one.metadata);
    assert.deepEqual(both?.metadata.labels, { ours: "yes", other: "yes" });
  });

  scene("merges lists by their keys: each has its own items", async (stage) => {
    const name = stage.name("gauge");
    await apply(stage.api, gauge(stage, name, { marks: [{ at: 1, text: "one" }, { at: 2 }] }), OURS);
    await apply(stage.api, gauge(stage, name, { marks: [{ at: 3, text: "three" }] }), THEIRS);
    const merged = await apply(stage.api, gauge(stage, name, { marks: [{ at: 1, text: "uno" }] }), OURS);
    assert.deepEqual(merged.spec.marks, [
      { at: 1, text: "uno" },
      { at: 3, text: "three" },
    ]);
  });

  scene("[KU-5] refuses a field that it does not know, and keeps nothing of the object", async (stage) => {
    const name = stage.name("gauge");
    const typo = { ...gauge(stage, name, {}), spec: { replcas: 3 } } as unknown as Gauge;
    await assert.rejects(apply(stage.api, typo, OURS), /replcas/);
    const created = await createObject(stage.api, typo).catch((error) => error);
    assert.match(created.message, /replcas/);
    assert.deepEqual([created.status, created.reason], [400, "BadRequest"]);
    const { namespace } = stage;
    assert.equal(await readObject(stage.api, stage.gauge, { namespace, name }), undefined);
    if (!stage.test.complete) return;
    const map = { ...configMap(stage, name), dota: { a: "1" } } as KubeObject;
    await assert.rejects(apply(stage.api, map, OURS), /dota/);
    await assert.rejects(createObject(stage.api, map), /dota/);
  });

  scene("fills in defaults, and does not make them anybody's", async (stage) => {
    const made = await apply(stage.api, gauge(stage, stage.name("gauge"), { high: 7 }), OURS);
    assert.deepEqual(made.spec, { replicas: 1, low: 0, high: 7, level: "quiet" });
    const [entry] = made.metadata.managedFields ?? [];
    assert.deepEqual(entry?.fieldsV1, { "f:spec": { "f:high": {} } });
  });

  scene("refuses what the schema or a rule forbids, with the field", async (stage) => {
    const wrong = apply(stage.api, gauge(stage, stage.name("gauge"), { level: "deaf" }), OURS);
    const refused = await refusal(wrong, 422, "Invalid");
    assert.ok(refused.causes.some(({ field }) => field === "spec.level"));
    if (!stage.test.complete) return;
    const low = await refusal(apply(stage.api, gauge(stage, stage.name("gauge"), { low: 11 }), OURS), 422, "Invalid");
    assert.deepEqual(
      low.causes.map(({ field, message }) => [field, /low is over high/.test(message)]),
      [["spec.low", true]],
    );
  });

  scene("tries without doing it when asked for a dry run", async (stage) => {
    const name = stage.name("dry");
    const tried = await apply(stage.api, configMap(stage, name, { a: "1" }), { ...OURS, dryRun: true });
    assert.deepEqual(tried.data, { a: "1" });
    assert.equal(await readObject(stage.api, kinds.configMap, tried.metadata), undefined);
  });
}

export function gauge(stage: Stage, name: string, spec: Gauge["spec"]): Gauge {
  const { apiVersion, kind } = stage.gauge;
  return { apiVersion, kind, metadata: { namespace: stage.namespace, name }, spec };
}

async function edit(stage: Stage, name: string, patch: unknown): Promise<void> {
  await mergePatch(stage.api, kinds.configMap, { namespace: stage.namespace, name }, patch, THEIRS);
}
