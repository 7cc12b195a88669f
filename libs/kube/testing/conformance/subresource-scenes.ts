import assert from "node:assert/strict";
import { apply, applyStatus, kubePath, mergePatch, replaceObject } from "../../src/index.ts";
import { gauge } from "./apply-scenes.ts";
import { refusal } from "./play.ts";
import type { Gauge, Scene, Stage } from "./scene.ts";

const OURS = { fieldManager: "controller" } as const;

interface Scale {
  readonly spec: { readonly replicas?: number };
  readonly status: { readonly replicas?: number; readonly selector?: string };
}

export function subresourceScenes(scene: Scene): void {
  scene("[KU-8] writes status by itself: the generation stays, the version does not", async (stage) => {
    const made = await apply(stage.api, gauge(stage, stage.name("gauge"), { replicas: 2 }), OURS);
    assert.equal(made.metadata.generation, 1);
    const told = await applyStatus(stage.api, { ...made, status: { reading: "5", replicas: 2 } }, OURS);
    assert.deepEqual(told.status, { reading: "5", replicas: 2 });
    assert.deepEqual(told.spec, made.spec);
    assert.equal(told.metadata.generation, 1);
    assert.notEqual(told.metadata.resourceVersion, made.metadata.resourceVersion);
    const entry = told.metadata.managedFields?.find(({ subresource }) => subresource === "status");
    assert.deepEqual([entry?.manager, entry?.operation], ["controller", "Apply"]);
  });

  scene("leaves the version as it is when the same status is applied again", async (stage) => {
    const made = await apply(stage.api, gauge(stage, stage.name("gauge"), {}), OURS);
    const status = { reading: "5" };
    const first = await applyStatus(stage.api, { ...made, status }, OURS);
    const second = await applyStatus(stage.api, { ...made, status }, OURS);
    assert.equal(second.metadata.resourceVersion, first.metadata.resourceVersion);
  });

  scene("takes status out of other writes, and everything else out of those of status", async (stage) => {
    const made = await apply(stage.api, gauge(stage, stage.name("gauge"), { replicas: 2 }), OURS);
    await applyStatus(stage.api, { ...made, status: { reading: "5" } }, OURS);
    const now = await stage.api.request<Gauge>("GET", kubePath(stage.gauge, made.metadata));
    const replaced = await replaceObject(stage.api, { ...now, status: { reading: "9" } });
    assert.deepEqual(replaced.status, { reading: "5" });
    const patch = { spec: { replicas: 9 }, status: { reading: "6" } };
    const told = await mergePatch<Gauge>(stage.api, stage.gauge, made.metadata, patch, { subresource: "status" });
    assert.deepEqual([told.spec.replicas, told.status?.reading], [2, "6"]);
  });

  scene("counts generations of what is wanted", async (stage) => {
    const name = stage.name("gauge");
    const made = await apply(stage.api, gauge(stage, name, { replicas: 2 }), OURS);
    const labelled = await mergePatch<Gauge>(stage.api, stage.gauge, made.metadata, {
      metadata: { labels: { a: "b" } },
    });
    assert.equal(labelled.metadata.generation, 1);
    const changed = await apply(stage.api, gauge(stage, name, { replicas: 3 }), OURS);
    assert.equal(changed.metadata.generation, 2);
  });

  scene("scales: reads replicas and selector, writes replicas", async (stage) => {
    const made = await apply(stage.api, gauge(stage, stage.name("gauge"), { replicas: 2 }), OURS);
    await applyStatus(stage.api, { ...made, status: { replicas: 1, selector: "a=b" } }, OURS);
    const scale = await read(stage, made.metadata.name);
    assert.deepEqual([scale.spec, scale.status], [{ replicas: 2 }, { replicas: 1, selector: "a=b" }]);
    await mergePatch(stage.api, stage.gauge, made.metadata, { spec: { replicas: 5 } }, { subresource: "scale" });
    assert.equal((await read(stage, made.metadata.name)).spec.replicas, 5);
    const now = await stage.api.request<Gauge>("GET", kubePath(stage.gauge, made.metadata));
    assert.deepEqual([now.spec.replicas, now.metadata.generation], [5, 2]);
  });

  scene("[KU-5] gives a field that was scaled back to whoever applies it by force", async (stage) => {
    const name = stage.name("gauge");
    const made = await apply(stage.api, gauge(stage, name, { replicas: 2 }), OURS);
    await mergePatch(stage.api, stage.gauge, made.metadata, { spec: { replicas: 5 } }, { subresource: "scale" });
    const unforced = apply(stage.api, gauge(stage, name, { replicas: 2 }), { ...OURS, force: false });
    const conflict = await refusal(unforced, 409, "Conflict");
    assert.deepEqual(
      conflict.causes.map(({ field }) => field),
      [".spec.replicas"],
    );
    const without = await apply(stage.api, gauge(stage, name, { low: 1 }), OURS);
    assert.equal(without.spec.replicas, 5, "who leaves it out leaves it to whoever scales");
  });

  scene("refuses the status of what is not there", async (stage) => {
    const none = { ...gauge(stage, stage.name("none"), {}), status: { reading: "1" } };
    await refusal(applyStatus(stage.api, none, OURS), 404, "NotFound");
  });
}

function read(stage: Stage, name: string): Promise<Scale> {
  return stage.api.request<Scale>("GET", kubePath(stage.gauge, { namespace: stage.namespace, name }, "scale"));
}
