import assert from "node:assert/strict";
import { noMetrics, silentLogger } from "@fairlead/base";
import { liveClock, liveRandom, RunningTime, waitUntil } from "@fairlead/testkit";
import {
  type ConfigMap,
  createObject,
  deleteObject,
  EventRecorder,
  kinds,
  LeaseElection,
  listAll,
  mergePatch,
  Reflector,
  type ReflectorPorts,
  refOf,
} from "../../src/index.ts";
import { configMap, labelled, type Scene, type Stage } from "./scene.ts";

export function clientScenes(scene: Scene): void {
  scene("[KU-28] a reflector sees what is there, what comes, changes and goes", async (stage) => {
    const set = stage.name("reflected");
    const first = await createObject(stage.api, labelled(configMap(stage, `${set}-0`), { set }));
    const { namespace } = stage;
    const settings = { kind: kinds.configMap, namespace, labelSelector: `set=${set}`, indexers: { data: dataOf } };
    await using reflector = new Reflector<ConfigMap>(portsOf(stage), settings);
    const told: string[] = [];
    reflector.onChange(({ kind, key }) => told.push(`${kind} ${key}`));
    reflector.start();
    await reflector.whenSynced();
    await createObject(stage.api, labelled(configMap(stage, `${set}-1`, { a: "1" }), { set }));
    await mergePatch(stage.api, kinds.configMap, first.metadata, { data: { a: "2" } });
    await deleteObject(stage.api, kinds.configMap, { namespace, name: `${set}-1` });
    await waitUntil(liveClock(), "four changes", () => told.length === 4, 20_000);
    const names = [`${namespace}/${set}-0`, `${namespace}/${set}-1`];
    assert.deepEqual(told, [`added ${names[0]}`, `added ${names[1]}`, `updated ${names[0]}`, `deleted ${names[1]}`]);
    assert.deepEqual(
      reflector.store.byIndex("data", "2").map(({ metadata }) => metadata.name),
      [`${set}-0`],
    );
  });

  scene("[KU-3] of three one leads; when it ends, another does within 3 s", async (stage) => {
    const name = stage.name("leader");
    const ones = ["a", "b", "c"].map(
      (identity) => new LeaseElection(portsOf(stage), { namespace: stage.namespace, name, identity }),
    );
    const leaders = (): LeaseElection[] => ones.filter(({ leading }) => leading);
    for (const one of ones) one.start();
    await waitUntil(liveClock(), "one leads", () => leaders().length === 1, 30_000);
    const [first] = leaders();
    using time = new RunningTime(liveClock());
    const endedAtMs = time.now();
    const ended = first?.[Symbol.asyncDispose]();
    const another = (): boolean => leaders().some((one) => one !== first);
    await waitUntil(liveClock(), "another leads", () => time.now() - endedAtMs >= 6000 || another(), 60_000);
    assert.ok(another(), "by being given back, not by running out");
    await ended;
    for (const one of ones) await one[Symbol.asyncDispose]();
  });

  scene("[KU-9] an event is there for kubectl to show", async (stage) => {
    const made = await createObject(stage.api, configMap(stage, stage.name("regarded")));
    const recorder = new EventRecorder(portsOf(stage), { controller: "conformance.test/suite", instance: "suite-0" });
    const words = { type: "Warning", reason: "Tried", action: "Trying", note: "1 of 2" } as const;
    recorder.record({ regarding: refOf(made), ...words });
    const read = async () => {
      const { items } = await listAll(stage.api, kinds.event, { namespace: stage.namespace });
      return items.filter(({ regarding }) => regarding?.name === made.metadata.name);
    };
    await waitUntil(liveClock(), "it is told", async () => (await read()).length > 0, 20_000);
    await recorder[Symbol.asyncDispose]();
    const told = await read();
    assert.deepEqual(
      told.map(({ note, type, regarding }) => [note, type, regarding?.uid]),
      [["1 of 2", "Warning", made.metadata.uid]],
    );
  });
}

function portsOf({ api }: Stage): ReflectorPorts {
  return { api, clock: liveClock(), random: liveRandom(), logger: silentLogger, metrics: noMetrics };
}

const dataOf = ({ data }: ConfigMap): readonly string[] =>
  Object.values(data ?? {}).filter((text) => text !== undefined);
