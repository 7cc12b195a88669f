import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { planOf } from "./plans.ts";
import { Stage } from "./stage.ts";

interface PoolSpec {
  readonly replicas: number;
  readonly exposure: { readonly mode: string };
}
const POOLS = "relaypools.fairlead.io";
const specOf = (stage: Stage): PoolSpec | undefined =>
  stage.kube.get(POOLS, "relays")?.["spec"] as PoolSpec | undefined;

/** As `kubectl scale` does, past the API. */
function scale(stage: Stage, replicas: number): void {
  const pool = stage.kube.get(POOLS, "relays");
  assert.ok(pool !== undefined);
  stage.kube.put({ ...pool, spec: { ...(pool["spec"] as object), replicas } });
}

async function started(): Promise<Stage> {
  const stage = await Stage.start({ plan: () => planOf({}), replicas: 3 });
  await stage.controller("a");
  await stage.until("made", () => specOf(stage)?.replicas === 3);
  return stage;
}

describe("default objects", () => {
  it("are made from the ConfigMap, which owns them [KU-7] [KU-10]", async () => {
    await using stage = await started();
    const owner = stage.kube.get("configmaps", "x-controller")?.metadata.uid;
    for (const [resource, name] of [
      [POOLS, "relays"],
      ["rendezvousclusters.fairlead.io", "x"],
    ] as const)
      assert.equal(stage.kube.get(resource, name)?.metadata.ownerReferences?.[0]?.uid, owner);
    assert.equal(specOf(stage)?.exposure.mode, "hostPort");
    stage.kube.seen.forget();
    await stage.play(30_000);
    assert.deepEqual(
      stage.kube.seen.writes.filter(({ resource }) => resource.startsWith("relaypools")),
      [],
    );
  });

  it("have company: the Lease is the ConfigMap's, too, so that uninstalling collects it [KU-10]", async () => {
    await using stage = await started();
    const owner = stage.kube.get("configmaps", "x-controller")?.metadata.uid;
    const lease = () => stage.kube.get("leases.coordination.k8s.io", "x-controller");
    await stage.until("owned", () => lease()?.metadata.ownerReferences?.[0]?.uid === owner);
  });

  it("leave replicas to whoever scales, until the ConfigMap's own value changes [KU-7]", async () => {
    await using stage = await started();
    scale(stage, 7);
    await stage.play(5_000);
    assert.equal(specOf(stage)?.replicas, 7, "a person's scale stays");
    stage.configure({ image: "relay:2" });
    await stage.play(5_000);
    assert.equal(specOf(stage)?.replicas, 7, "another value of the ConfigMap is none of its business");
    stage.configure({ replicas: 5 });
    await stage.until("the new value", () => specOf(stage)?.replicas === 5);
    scale(stage, 1);
    await stage.play(5_000);
    assert.equal(specOf(stage)?.replicas, 1);
  });

  it("leave replicas alone when another controller takes over [KU-7]", async () => {
    await using stage = await started();
    const b = await stage.controller("b");
    scale(stage, 7);
    await stage.play(5_000);
    await stage.kube.stop();
    await stage.play(12_000);
    await stage.kube.startAgain();
    await stage.play(30_000);
    assert.ok(b.controller !== undefined);
    assert.equal(specOf(stage)?.replicas, 7);
  });

  it("put back what a person changed of the rest [KU-5] [KU-7]", async () => {
    await using stage = await started();
    const cluster = stage.kube.get("rendezvousclusters.fairlead.io", "x");
    assert.ok(cluster !== undefined);
    stage.kube.put({ ...cluster, spec: { ...(cluster["spec"] as object), domain: "other.example.com" } });
    const spec = () => stage.kube.get("rendezvousclusters.fairlead.io", "x")?.["spec"] as { readonly domain?: string };
    const domain = (): unknown => spec().domain;
    await stage.until("put back", () => domain() === "rd.example.com");
  });

  it("are not all: a pool that a person made is collected with the rest, and keeps what its maker said [KU-5] [KU-10]", async () => {
    await using stage = await Stage.start({ replicas: 1 });
    await stage.controller("a");
    await stage.until("made", () => specOf(stage) !== undefined);
    const made = specOf(stage) as PoolSpec;
    const apiVersion = "fairlead.io/v1alpha1";
    stage.kube.put({
      apiVersion,
      kind: "RelayPool",
      metadata: { name: "mine", namespace: "default" },
      spec: { ...made, replicas: 2 },
    });
    const mine = () => stage.kube.get(POOLS, "mine");
    const owner = stage.kube.get("configmaps", "x-controller")?.metadata.uid;
    await stage.until("an owner", () => mine()?.metadata.ownerReferences?.[0]?.uid === owner);
    const found = mine();
    assert.ok(found !== undefined);
    const { replicas, exposure } = found["spec"] as PoolSpec;
    assert.deepEqual([replicas, exposure.mode], [2, made.exposure.mode]);
  });
});
