import assert from "node:assert/strict";
import {
  type ConfigMap,
  createObject,
  deleteObject,
  isGone,
  kinds,
  listAll,
  mergePatch,
  type WatchEvent,
  watch,
} from "../../src/index.ts";
import { FIELD_MANAGER, take } from "./play.ts";
import { configMap, labelled, type Scene, type Stage } from "./scene.ts";

type Events = AsyncIterable<WatchEvent<ConfigMap>>;

export function watchScenes(scene: Scene): void {
  scene("[KU-28] tells from a list's version on what came after it, in order", async (stage) => {
    const set = stage.name("watched");
    const before = await make(stage, `${set}-0`, set);
    const { resourceVersion } = await listAll(stage.api, kinds.configMap, { namespace: stage.namespace });
    await make(stage, `${set}-1`, set);
    await change(stage, before.metadata.name, { data: { a: "1" } });
    await deleteObject(stage.api, kinds.configMap, before.metadata);
    const told = await take(await from(stage, set, resourceVersion), 3);
    assert.deepEqual(told.map(short), [`ADDED ${set}-1`, `MODIFIED ${set}-0`, `DELETED ${set}-0`]);
    assert.equal(new Set(told.map((event) => event.resourceVersion)).size, 3, "each at a version of its own");
  });

  scene("[KU-28] goes on after any event that was told", async (stage) => {
    const set = stage.name("resumed");
    const { metadata } = await make(stage, `${set}-0`, set);
    await change(stage, metadata.name, { data: { a: "1" } });
    await change(stage, metadata.name, { data: { a: "2" } });
    const [first] = await take(await from(stage, set, metadata.resourceVersion ?? ""), 1);
    const [second] = await take(await from(stage, set, first?.resourceVersion ?? ""), 1);
    assert.deepEqual(second?.type === "MODIFIED" && second.object.data, { a: "2" });
  });

  scene("[KU-28] tells that an object has left the selection, and that it came back", async (stage) => {
    const set = stage.name("selection");
    const { metadata } = await make(stage, `${set}-0`, set);
    await change(stage, metadata.name, { metadata: { labels: { set: "other" } } });
    await change(stage, metadata.name, { metadata: { labels: { set } } });
    const told = await take(await from(stage, set, metadata.resourceVersion ?? ""), 2);
    assert.deepEqual(told.map(short), [`DELETED ${set}-0`, `ADDED ${set}-0`]);
  });

  scene("[KU-28] says 410 of a version that has gone", async (stage) => {
    const resourceVersion = await stage.test.expiredVersion();
    const { api, namespace, gauge } = stage;
    const gone = async (): Promise<unknown> => {
      return await take(await watch(api, gauge, { namespace, resourceVersion, timeoutSeconds: 10 }), 1);
    };
    await assert.rejects(gone, isGone);
  });

  scene("[KU-28] tells by a bookmark, before it ends, what version it has come to", async (stage) => {
    const set = stage.name("bookmarks");
    const { metadata } = await make(stage, set, "another");
    const events = await from(stage, set, metadata.resourceVersion ?? "", 6);
    const { resourceVersion = "" } = (await make(stage, stage.name("other"), "another")).metadata;
    const versions: string[] = [];
    for await (const event of events) {
      assert.equal(event.type, "BOOKMARK");
      versions.push(event.resourceVersion);
      // One may come before the other object was made.
      if (event.resourceVersion === resourceVersion) break;
    }
    assert.equal(versions.at(-1), resourceVersion);
    await make(stage, `${set}-1`, set);
    const told = await take(await from(stage, set, resourceVersion), 1);
    assert.deepEqual(told.map(short), [`ADDED ${set}-1`]);
  });

  scene("[KU-28] ends a watch in order after the time that was asked for", async (stage) => {
    const { resourceVersion } = await listAll(stage.api, kinds.configMap, { namespace: stage.namespace });
    const told: string[] = [];
    for await (const event of await from(stage, stage.name("none"), resourceVersion, 1)) told.push(event.type);
    assert.ok(told.every((type) => type === "BOOKMARK"));
  });
}

function make(stage: Stage, name: string, set: string): Promise<ConfigMap> {
  return createObject(stage.api, labelled(configMap(stage, name), { set }));
}

async function change(stage: Stage, name: string, patch: unknown): Promise<void> {
  const { api, namespace } = stage;
  await mergePatch(api, kinds.configMap, { namespace, name }, patch, { fieldManager: FIELD_MANAGER });
}

function from(stage: Stage, set: string, resourceVersion: string, timeoutSeconds = 30): Promise<Events> {
  const { api, namespace } = stage;
  return watch<ConfigMap>(api, kinds.configMap, {
    namespace,
    labelSelector: `set=${set}`,
    resourceVersion,
    timeoutSeconds,
  });
}

const short = (event: WatchEvent<ConfigMap>): string =>
  event.type === "BOOKMARK" ? event.type : `${event.type} ${event.object.metadata.name}`;
