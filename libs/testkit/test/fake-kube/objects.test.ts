import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { FakeKube, liveClock, ManualClock, waitUntil } from "../../src/index.ts";
import { apply, ask } from "./ask.ts";

const IN = "/api/v1/namespaces/default";
const MAPS = `${IN}/configmaps`;
const POOLS = "/apis/fairlead.io/v1alpha1/namespaces/default/relaypools";
const pool = (name: string, spec: object): object => ({
  apiVersion: "fairlead.io/v1alpha1",
  kind: "RelayPool",
  metadata: { name },
  spec,
});
const pod = (name: string, more: object = {}): object => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, labels: { app: "x" } },
  spec: { containers: [{ name: "c", image: "i" }], ...more },
});

describe("objects of the fake API server", () => {
  let fake: FakeKube;
  before(async () => {
    fake = await FakeKube.start();
  });
  after(() => fake[Symbol.asyncDispose]());
  const gone = (resource: string, name: string): Promise<void> =>
    waitUntil(liveClock(), `${name} is gone`, () => fake.get(resource, name) === undefined);

  it("belong to a namespace that is there and not ending", async () => {
    assert.equal(
      (await ask(fake, "POST", "/api/v1/namespaces/nowhere/configmaps", { metadata: { name: "a" } })).status,
      404,
    );
    await ask(fake, "POST", "/api/v1/namespaces", { metadata: { name: "ending" } });
    const inside = "/api/v1/namespaces/ending/configmaps";
    await ask(fake, "POST", inside, { metadata: { name: "held", finalizers: ["example.com/hold"] } });
    await ask(fake, "DELETE", "/api/v1/namespaces/ending");
    await waitUntil(liveClock(), "it is being emptied", async () => {
      const { body } = await ask(fake, "GET", `${inside}/held`);
      return body.metadata.deletionTimestamp !== undefined;
    });
    const late = await ask(fake, "POST", inside, { metadata: { name: "late" } });
    assert.equal(late.status, 403);
    assert.equal(late.body.details.causes[0].reason, "NamespaceTerminating");
    await ask(fake, "PATCH", `${inside}/held`, { metadata: { finalizers: null } }, "application/merge-patch+json");
    await waitUntil(liveClock(), "the namespace is gone", () => fake.get("namespaces", "ending") === undefined);
  });

  it("go with their last owner, at once with `Background`, before it with `Foreground`, never with `Orphan`", async () => {
    for (const policy of ["Background", "Foreground", "Orphan"]) {
      const { body: owner } = await ask(fake, "POST", MAPS, { metadata: { name: `owner-${policy.toLowerCase()}` } });
      const reference = {
        apiVersion: "v1",
        kind: "ConfigMap",
        name: owner.metadata.name,
        uid: owner.metadata.uid,
        blockOwnerDeletion: true,
      };
      const name = `owned-${policy.toLowerCase()}`;
      await ask(fake, "POST", MAPS, { metadata: { name, ownerReferences: [reference] } });
      await ask(fake, "DELETE", `${MAPS}/${owner.metadata.name}?propagationPolicy=${policy}`);
      await gone("configmaps", owner.metadata.name);
      if (policy !== "Orphan") await gone("configmaps", name);
      else assert.equal((await ask(fake, "GET", `${MAPS}/${name}`)).body.metadata.ownerReferences, undefined);
    }
  });

  it("are not written over a version that is not theirs any more", async () => {
    const { body } = await ask(fake, "POST", MAPS, { metadata: { name: "twice" }, data: { a: "1" } });
    assert.equal((await ask(fake, "PUT", `${MAPS}/twice`, { ...body, data: { a: "2" } })).status, 200);
    const late = await ask(fake, "PUT", `${MAPS}/twice`, { ...body, data: { a: "3" } });
    assert.equal(late.status, 409);
    assert.equal(late.body.reason, "Conflict");
    const uid = await ask(fake, "DELETE", `${MAPS}/twice`, { preconditions: { uid: "another" } });
    assert.equal(uid.status, 409);
  });

  it("have no new version when nothing changed", async () => {
    const made = await apply(fake, `${POOLS}/still`, pool("still", { replicas: 2 }));
    assert.equal(made.status, 201);
    const again = await apply(fake, `${POOLS}/still`, pool("still", { replicas: 2 }));
    assert.equal(again.body.metadata.resourceVersion, made.body.metadata.resourceVersion);
    assert.deepEqual(again.body.metadata.managedFields, made.body.metadata.managedFields);
  });

  it("are scaled by a resource of their own, and count generations outside their status", async () => {
    await apply(fake, `${POOLS}/scaled`, pool("scaled", { replicas: 2 }));
    const status = { status: { replicas: 2, selector: "a=b" }, spec: { replicas: 9 } };
    const told = await ask(fake, "PATCH", `${POOLS}/scaled/status`, status, "application/merge-patch+json");
    assert.equal(told.body.spec.replicas, 2);
    assert.equal(told.body.metadata.generation, 1);
    const scale = await ask(
      fake,
      "PATCH",
      `${POOLS}/scaled/scale`,
      { spec: { replicas: 5 } },
      "application/merge-patch+json",
    );
    assert.deepEqual(scale.body.status, { replicas: 2, selector: "a=b" });
    const { body } = await ask(fake, "GET", `${POOLS}/scaled`);
    assert.equal(body.spec.replicas, 5);
    assert.equal(body.metadata.generation, 2);
    assert.equal(body.status.replicas, 2);
  });

  it("are owned field by field: a person's stay, what is applied no more goes, and what another owns is a conflict", async () => {
    const labels = { a: "1", b: "2" };
    await apply(fake, `${MAPS}/shared`, {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "shared", labels },
      data: { x: "1" },
    });
    await ask(
      fake,
      "PATCH",
      `${MAPS}/shared?fieldManager=person`,
      { data: { x: "2", mine: "y" } },
      "application/merge-patch+json",
    );
    const wish = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "shared", labels: { a: "1" } },
      data: { x: "1" },
    };
    const refused = await apply(fake, `${MAPS}/shared`, wish);
    assert.equal(refused.status, 409);
    assert.deepEqual(refused.body.details.causes, [
      { reason: "FieldManagerConflict", message: 'conflict with "person" using v1', field: ".data.x" },
    ]);
    const { body } = await apply(fake, `${MAPS}/shared`, wish, "fieldManager=ours&force=true");
    assert.deepEqual(body.data, { x: "1", mine: "y" });
    assert.deepEqual(body.metadata.labels, { a: "1" });
  });

  it("merge lists by their keys when they are applied", async () => {
    const service = (ports: readonly object[]): object => ({
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "s" },
      spec: { type: "NodePort", ports },
    });
    const made = await apply(
      fake,
      `${IN}/services/s`,
      service([
        { name: "a", port: 1 },
        { name: "b", port: 2 },
      ]),
    );
    const [first] = made.body.spec.ports;
    assert.ok(first.nodePort >= 30_000);
    const { body } = await apply(fake, `${IN}/services/s`, service([{ name: "a", port: 1 }]));
    assert.deepEqual(body.spec.ports, [first]);
    assert.equal(body.spec.clusterIP, made.body.spec.clusterIP);
  });

  it("are held against the schema of their definition", async () => {
    await using defined = await FakeKube.start();
    const schema = {
      type: "object",
      properties: {
        spec: {
          type: "object",
          required: ["size"],
          properties: {
            size: { type: "integer", minimum: 1 },
            mode: { type: "string", enum: ["a", "b"], default: "a" },
          },
        },
      },
    };
    const names = { plural: "gauges", kind: "Gauge", singular: "gauge" };
    const version = {
      name: "v1",
      served: true,
      storage: true,
      schema: { openAPIV3Schema: schema },
      subresources: { status: {} },
      selectableFields: [{ jsonPath: ".spec.mode" }],
    };
    const crd = {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: "gauges.example.com" },
      spec: { group: "example.com", names, scope: "Namespaced", versions: [version] },
    };
    await ask(defined, "POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", crd);
    const gauges = "/apis/example.com/v1/namespaces/default/gauges";
    const gauge = (spec: object): object => ({
      apiVersion: "example.com/v1",
      kind: "Gauge",
      metadata: { generateName: "g-" },
      spec,
    });
    const made = await ask(defined, "POST", gauges, gauge({ size: 2, other: true }));
    assert.deepEqual(made.body.spec, { size: 2, mode: "a" });
    assert.equal(
      (await ask(defined, "POST", `${gauges}?fieldValidation=Strict`, gauge({ size: 2, other: true }))).status,
      400,
    );
    const wrong = await ask(defined, "POST", gauges, gauge({ size: 0, mode: "c" }));
    assert.equal(wrong.status, 422);
    assert.deepEqual(wrong.body.details.causes.map(({ field }: { field: string }) => field).sort(), [
      "spec.mode",
      "spec.size",
    ]);
    assert.equal((await ask(defined, "GET", `${gauges}?fieldSelector=spec.mode%3Db`)).body.items.length, 0);
    await ask(defined, "DELETE", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/gauges.example.com");
    assert.equal((await ask(defined, "GET", gauges)).status, 404);
  });

  it("are evicted only where no budget forbids it", async () => {
    await ask(fake, "POST", `${IN}/pods`, pod("busy"));
    const budgets = "/apis/policy/v1/namespaces/default/poddisruptionbudgets";
    const spec = { maxUnavailable: 0, selector: { matchLabels: { app: "x" } } };
    await ask(fake, "POST", budgets, { metadata: { name: "firm" }, spec });
    const refused = await ask(fake, "POST", `${IN}/pods/busy/eviction`, { apiVersion: "policy/v1", kind: "Eviction" });
    assert.equal(refused.status, 429);
    assert.equal(refused.body.details.causes[0].reason, "DisruptionBudget");
    await ask(
      fake,
      "PATCH",
      `${IN}/pods/busy`,
      { metadata: { labels: { app: "idle" } } },
      "application/merge-patch+json",
    );
    assert.equal((await ask(fake, "POST", `${IN}/pods/busy/eviction`, {})).status, 201);
    assert.equal(fake.get("pods", "busy"), undefined);
  });

  it("come in pages that show one moment, until that is compacted away", async () => {
    await using paged = await FakeKube.start();
    for (const name of ["a", "b", "c"]) await ask(paged, "POST", MAPS, { metadata: { name } });
    const first = await ask(paged, "GET", `${MAPS}?limit=2`);
    assert.equal(first.body.metadata.remainingItemCount, 1);
    await ask(paged, "DELETE", `${MAPS}/c`);
    const next = `${MAPS}?limit=2&continue=${first.body.metadata.continue}`;
    const second = await ask(paged, "GET", next);
    assert.deepEqual(
      second.body.items.map(({ metadata }: { metadata: { name: string } }) => metadata.name),
      ["c"],
    );
    assert.equal(second.body.metadata.resourceVersion, first.body.metadata.resourceVersion);
    paged.compact();
    assert.equal((await ask(paged, "GET", next)).status, 410);
  });

  it("are pods that a node plays: they start, are probed from outside, and end within their grace", async () => {
    const clock = new ManualClock();
    await using played = await FakeKube.start({ clock });
    const kubelet = played.playKubelet({ nodes: ["node-1"], startMs: 100, stopMs: 50 });
    await ask(played, "POST", `${IN}/pods`, pod("p", { terminationGracePeriodSeconds: 5 }));
    const condition = (): string =>
      JSON.stringify(played.get("pods", "p")?.["status"]).includes('"type":"Ready","status":"True"')
        ? "ready"
        : "unready";
    clock.advance(100);
    assert.equal(condition(), "ready");
    kubelet.setReady("default", "p", false);
    assert.equal(condition(), "unready");
    kubelet.hold("p");
    await ask(played, "DELETE", `${IN}/pods/p`);
    clock.advance(4999);
    assert.notEqual(played.get("pods", "p"), undefined);
    clock.advance(1);
    assert.equal(played.get("pods", "p"), undefined);
  });

  it("remembers what it was asked", async () => {
    fake.seen.forget();
    await apply(fake, `${MAPS}/asked`, { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "asked" } });
    await ask(fake, "GET", `${MAPS}/asked`);
    assert.deepEqual(
      fake.seen.all.map(({ verb, resource, name }) => [verb, resource, name]),
      [
        ["patch", "configmaps", "asked"],
        ["get", "configmaps", "asked"],
      ],
    );
    assert.equal(fake.seen.writes.length, 1);
  });
});
