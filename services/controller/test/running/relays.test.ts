import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { FakeObject } from "@fairlead/testkit";
import { Stage } from "./stage.ts";

const INSTANCES = "relayinstances.fairlead.io";
const POOLS = "relaypools.fairlead.io";

interface InstanceStatus {
  readonly state?: string;
  readonly address?: string;
  readonly sessions?: number;
}
const instances = (stage: Stage): readonly FakeObject[] => stage.kube.list(INSTANCES);
const statusOf = (object: FakeObject | undefined): InstanceStatus => (object?.["status"] ?? {}) as InstanceStatus;
const serving = (stage: Stage): readonly string[] =>
  instances(stage)
    .filter((one) => statusOf(one).state === "Serving")
    .map(({ metadata }) => metadata.name);
const podNames = (stage: Stage): readonly string[] => stage.relays.pods.map(({ metadata }) => metadata.name).sort();

function change(stage: Stage, resource: string, name: string, by: (object: FakeObject) => FakeObject): void {
  const object = stage.kube.get(resource, name);
  assert.ok(object !== undefined, `there is no ${resource} ${name}`);
  stage.kube.put(by(object));
}
const scale = (stage: Stage, replicas: number): void =>
  change(stage, POOLS, "relays", (pool) => ({ ...pool, spec: { ...(pool["spec"] as object), replicas } }));
const annotate = (stage: Stage, name: string, annotations: Readonly<Record<string, string>>): void =>
  change(stage, INSTANCES, name, (one) => ({ ...one, metadata: { ...one.metadata, annotations } }));

async function running(replicas = 3): Promise<Stage> {
  const stage = await Stage.start({ replicas });
  await stage.controller("a");
  await stage.until(`${replicas} serve`, () => serving(stage).length === replicas, 120_000);
  return stage;
}

describe("relays, run by a controller", () => {
  it("are started, proven, published, and told so [KU-12] [KU-20]", async () => {
    await using stage = await running(3);
    assert.deepEqual(podNames(stage), serving(stage).toSorted());
    assert.equal(stage.proofs.length >= 3, true);
    const addresses = new Set(instances(stage).map((one) => statusOf(one).address));
    assert.equal(addresses.size, 3);
    for (const name of podNames(stage)) assert.ok(addresses.has(stage.relays.taken.get(name)?.address), name);
  });

  it("are more when the pool is scaled up, and fewer when it is scaled down, once they are empty [KU-15] [KU-17]", async () => {
    await using stage = await running(2);
    scale(stage, 4);
    await stage.until("four serve", () => serving(stage).length === 4, 120_000);
    const [idle = "", ...busy] = podNames(stage);
    for (const name of podNames(stage)) stage.relays.loads.set(name, { sessions: name === idle ? 0 : 3, usedBps: 1e6 });
    await stage.play(3_000);
    scale(stage, 2);
    await stage.until("the idle one goes", () => !podNames(stage).includes(idle), 180_000);
    await stage.play(180_000, 500);
    assert.deepEqual(podNames(stage), busy.toSorted(), "one more drains, and stays while it has sessions");
    for (const name of busy) stage.relays.loads.set(name, { sessions: 0, usedBps: 0 });
    await stage.until("two are left", () => podNames(stage).length === 2, 180_000);
    const graces = stage.kube.seen.writes.filter(({ verb, resource }) => verb === "delete" && resource === "pods");
    assert.equal(graces.length, 2);
    for (const { body } of graces) {
      const { gracePeriodSeconds, preconditions } = body as {
        gracePeriodSeconds?: number;
        preconditions?: { uid?: string };
      };
      assert.ok((gracePeriodSeconds ?? 0) <= 60);
      assert.notEqual(preconditions?.uid, undefined);
    }
  });

  it("drain by the annotation, and are taken back when it goes [KU-16]", async () => {
    await using stage = await running(2);
    const [name = ""] = podNames(stage);
    stage.relays.loads.set(name, { sessions: 5, usedBps: 1e6 });
    await stage.play(2_000);
    annotate(stage, name, { "fairlead.io/drain": "looking at it" });
    await stage.until("draining", () => statusOf(stage.kube.get(INSTANCES, name)).state === "Draining", 30_000);
    assert.equal((await stage.orders.orders()).get(name as never)?.draining, true);
    annotate(stage, name, {});
    await stage.until("taken back", () => statusOf(stage.kube.get(INSTANCES, name)).state === "Serving", 30_000);
    assert.ok(podNames(stage).includes(name));
  });

  it("roll when the template changes: at no time fewer serve, and none ends with sessions [KU-14]", async () => {
    await using stage = await running(2);
    const old = podNames(stage);
    for (const name of old) stage.relays.loads.set(name, { sessions: 2, usedBps: 1e6 });
    await stage.play(2_000);
    stage.configure({ image: "relay:2" });
    await stage.play(60_000, 200);
    for (const name of old) assert.ok(podNames(stage).includes(name), "none ends with sessions");
    for (const name of old) stage.relays.loads.set(name, { sessions: 0, usedBps: 0 });
    let fewest = Number.POSITIVE_INFINITY;
    await stage.until(
      "rolled",
      () => {
        fewest = Math.min(fewest, serving(stage).length);
        return old.every((name) => !podNames(stage).includes(name)) && serving(stage).length === 2;
      },
      600_000,
    );
    assert.ok(fewest >= 2, `${fewest} served at one time`);
  });

  it("are made again when their pod is lost, and only then [KU-12]", async () => {
    await using stage = await running(2);
    const [name = ""] = podNames(stage);
    stage.kube.remove("pods", name);
    await stage.until("again", () => podNames(stage).length === 2 && serving(stage).length === 2, 120_000);
    assert.equal(instances(stage).length, 2);
  });

  it("keep their orders and pods while Redis is away, and while no controller is there [KU-1]", async () => {
    await using stage = await running(2);
    const pods = podNames(stage);
    stage.orders.fail(true);
    await stage.play(120_000, 500);
    assert.deepEqual(podNames(stage), pods);
    stage.orders.fail(false);
    await stage.play(10_000);
    assert.deepEqual(podNames(stage), pods);
    assert.equal((await stage.orders.orders()).size, 2);
    assert.equal(serving(stage).length, 2);
  });
});
