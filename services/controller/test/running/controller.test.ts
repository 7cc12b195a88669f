import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ControllerParts } from "../../src/controller-parts.ts";
import { planOf, service, services } from "./plans.ts";
import { Stage } from "./stage.ts";

const POOL = { apiVersion: "fairlead.io/v1alpha1", kind: "RelayPool", metadata: { name: "p" } };
const pool = (replicas: number) => ({ ...POOL, spec: { replicas } });
const names = (stage: Stage): readonly string[] => stage.kube.list("services").map(({ metadata }) => metadata.name);
const writesTo = (stage: Stage, resource: string) => stage.kube.seen.writes.filter((one) => one.resource === resource);

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (value ?? {}) as Record<string, unknown>;

async function led(stage: Stage, identity: string, plan?: ControllerParts["plan"]) {
  const running = await stage.controller(identity, plan);
  await stage.until(`${identity} leads`, () => running.controller.leading);
  return running;
}

describe("a controller", () => {
  it("puts back a person's change of what is ours, and leaves what is theirs [KU-5]", async () => {
    const wanted = service("front", { type: "LoadBalancer", externalTrafficPolicy: "Local" });
    await using stage = await Stage.start({ plan: () => planOf({ apply: [wanted] }) });
    await led(stage, "a");
    await stage.until("applied", () => names(stage).includes("front"));
    await stage.play(10_000);
    assert.equal(writesTo(stage, "services").length, 1, "once, though the plan says so all the time");
    const live = stage.kube.get("services", "front");
    assert.ok(live !== undefined);
    const edited = { ...(live["spec"] as object), externalTrafficPolicy: "Cluster" };
    stage.kube.put({
      ...live,
      metadata: { ...live.metadata, labels: { ...live.metadata.labels, team: "a" } },
      spec: edited,
    });
    const policy = (): unknown => fieldsOf(stage.kube.get("services", "front")?.["spec"])["externalTrafficPolicy"];
    await stage.until("put back", () => policy() === "Local");
    assert.equal(stage.kube.get("services", "front")?.metadata.labels?.["team"], "a");
    await stage.play(10_000);
    assert.equal(writesTo(stage, "services").length, 2);
  });

  it("replaces a plan that is still being applied when a newer snapshot is there [KU-2]", async () => {
    await using stage = await Stage.start({ plan: (snapshot) => services(snapshot) });
    stage.kube.put(pool(80));
    stage.kube.faults.add({ fault: { kind: "slow", delayMs: 1_000 }, times: 1e6, on: ({ verb }) => verb === "patch" });
    await led(stage, "a");
    await stage.until("begun", () => names(stage).length > 0);
    stage.kube.put(pool(2));
    await stage.play(30_000);
    assert.ok(names(stage).length >= 8 && names(stage).length <= 40, `${names(stage).length} of 80 were begun`);
  });

  it("makes nothing twice while its watch is behind [KU-2]", async () => {
    await using stage = await Stage.start({
      plan: ({ services: there, entropy }) =>
        planOf({ apply: there.length < 3 ? [service(`n-${entropy.slice(0, 8)}`)] : [], wakeInMs: 300 }),
    });
    await led(stage, "a");
    await stage.until("watches", () => stage.kube.openWatches > 5);
    stage.kube.silenceWatches("services");
    await stage.play(10_000);
    assert.equal(names(stage).length, 3);
  });

  it("asks the newest snapshot again after a refusal, with longer pauses, and lets nothing wait for it", async () => {
    await using stage = await Stage.start({
      plan: () => planOf({ apply: [service("bad"), service("good")], wakeInMs: 200 }),
    });
    stage.kube.faults.add({ fault: { kind: "refuse", status: 422 }, times: 1e6, on: ({ name }) => name === "bad" });
    const { controller } = await led(stage, "a");
    await stage.until("the other one", () => names(stage).includes("good"));
    await stage.play(20_000);
    const tries = writesTo(stage, "services").filter(({ name }) => name === "bad").length;
    assert.ok(tries >= 4 && tries <= 6, `${tries} tries in 20 s`);
    assert.match(controller.complaints()["writes"] ?? "", /bad/);
  });
});

describe("leading", () => {
  it("passes on at most 13 s after a kill in the middle of a plan, which is then finished once [KU-3]", async () => {
    await using stage = await Stage.start({ plan: (snapshot) => services(snapshot) });
    stage.kube.put(pool(100));
    stage.kube.faults.add({ fault: { kind: "slow", delayMs: 500 }, times: 1e6, on: ({ verb }) => verb === "patch" });
    const a = await led(stage, "a");
    const b = await stage.controller("b");
    await stage.until("half", () => names(stage).length > 20);
    assert.equal(b.controller.leading, false);
    a.kill();
    const killedMs = stage.clock.now();
    await stage.until("b leads", () => b.controller.leading, 20_000);
    assert.ok(stage.clock.now() - killedMs <= 13_000, `${stage.clock.now() - killedMs} ms`);
    await stage.until("all", () => names(stage).length === 100);
    assert.deepEqual(new Set(names(stage)).size, 100);
  });

  it("passes on within 3 s of a clean end [KU-3]", async () => {
    await using stage = await Stage.start({ plan: () => planOf({}) });
    const a = await led(stage, "a");
    const b = await stage.controller("b");
    await stage.play(3_000);
    await a[Symbol.asyncDispose]();
    const endedMs = stage.clock.now();
    await stage.until("b leads", () => b.controller.leading, 20_000);
    assert.ok(stage.clock.now() - endedMs <= 3_000, `${stage.clock.now() - endedMs} ms`);
  });

  it("writes nothing more once the Lease is lost, what is on its way included [KU-3]", async () => {
    await using stage = await Stage.start();
    stage.kube.put(pool(200));
    stage.kube.faults.add({ fault: { kind: "slow", delayMs: 300 }, times: 1e6, on: ({ verb }) => verb === "patch" });
    const a = await led(stage, "a", (snapshot) => services(snapshot, "a"));
    await stage.until("begun", () => names(stage).length > 8);
    const holder = (body: unknown): unknown => (body as { spec?: { holderIdentity?: unknown } })?.spec?.holderIdentity;
    const ofA = ({ verb, body }: { readonly verb: string; readonly body?: unknown }): boolean =>
      verb === "update" && holder(body) === "a";
    stage.kube.faults.add({ fault: { kind: "refuse", status: 500 }, times: 1e6, on: ofA });
    await stage.until("lost", () => !a.controller.leading, 20_000);
    await stage.play(500);
    const [count, orders] = [names(stage).length, await stage.orders.orders()];
    assert.ok(count < 200, "the test is too slow to say anything");
    await stage.play(15_000);
    assert.equal(names(stage).length, count);
    assert.deepEqual(await stage.orders.orders(), orders);
  });

  it("reads but never writes while another leads [KU-3]", async () => {
    await using stage = await Stage.start();
    stage.kube.put(pool(5));
    await led(stage, "a", () => planOf({}));
    const b = await stage.controller("b", (snapshot) => services(snapshot, "b"));
    await stage.play(15_000);
    assert.equal(b.controller.leading, false);
    assert.equal(b.controller.complaints()["api"], undefined, "its stores are warm");
    assert.deepEqual(names(stage), []);
  });
});

describe("what is away", () => {
  it("is waited for: Redis, then things go on [KU-1]", async () => {
    await using stage = await Stage.start({
      plan: (snapshot) => (snapshot.reports === undefined ? planOf({}) : services(snapshot)),
    });
    stage.orders.fail(true);
    const { controller } = await led(stage, "a");
    stage.kube.put(pool(3));
    await stage.play(5_000);
    assert.match(controller.complaints()["relays"] ?? "", /nothing is heard of relays/);
    assert.deepEqual(names(stage), []);
    stage.orders.fail(false);
    await stage.until("made", () => names(stage).length === 3);
    assert.equal(controller.complaints()["relays"], undefined);
  });

  it("is waited for: the API server, which comes back at the same place [KU-1]", async () => {
    await using stage = await Stage.start({ plan: (snapshot) => services(snapshot) });
    const { controller } = await led(stage, "a");
    await stage.kube.stop();
    await stage.play(90_000, 500);
    assert.equal(controller.leading, false);
    assert.notEqual(controller.complaints()["api"], undefined);
    stage.kube.put(pool(3));
    await stage.kube.startAgain();
    await stage.until("made", () => names(stage).length === 3, 120_000);
    await stage.until("fresh", () => controller.complaints()["api"] === undefined, 120_000);
  });

  it("is found again after a cut watch and a version that has gone [KU-1]", async () => {
    await using stage = await Stage.start({ plan: (snapshot) => services(snapshot) });
    await led(stage, "a");
    stage.kube.put(pool(1));
    await stage.until("made", () => names(stage).length === 1);
    stage.kube.cutWatches();
    stage.kube.put(pool(2));
    stage.kube.compact();
    await stage.until("made after the cut", () => names(stage).length === 2);
  });
});
