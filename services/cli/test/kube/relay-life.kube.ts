import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import type { RelayInstance } from "@fairlead/controller";
import { enterPrivateNetwork, type Ran } from "@fairlead/kube-rig";
import { clock } from "../whole/support/clients.ts";
import { NAMESPACE, type PodObject } from "./support/install.ts";
import type { NumberedSession } from "./support/numbered-session.ts";
import { pathOf } from "./support/outside-clients.ts";
import { ProductScene } from "./support/product-scene.ts";
import { sceneRefusal } from "./support/scene-refusal.ts";
import { sessionThrough } from "./support/steered-session.ts";
import { stepsInOrder } from "./support/steps.ts";

await enterPrivateNetwork();

/** One relay a node has its ports there; the first has the rest of the product. */
const NODES = 6;
const POOL = "relays";
const seconds = (sinceMs: number): string => `${((clock.now() - sinceMs) / 1000).toFixed(1)} s`;

describe("relays come, are emptied, and go", { skip: sceneRefusal() }, () => {
  const stack = new AsyncDisposableStack();
  const sessions: NumberedSession[] = [];
  let scene: ProductScene;

  const step = stepsInOrder(() => {
    const cuts = sessions.map(({ cut }) => cut).filter((cut) => cut !== undefined);
    assert.deepEqual(cuts, [], "no session was cut");
  });

  before(async () => {
    const relayPool = { replicas: 2, exposure: { mode: "hostPort" }, drain: { acceptAssignedSeconds: 5 } };
    scene = stack.use(await ProductScene.open({ nodes: NODES, values: { relayPool } }));
  });
  after(async () => {
    for (const session of sessions) await session.end();
    await stack[Symbol.asyncDispose]();
  });

  const open = async (relay: RelayInstance): Promise<NumberedSession> => {
    const session = await sessionThrough(scene.clients, relay.status?.address ?? "");
    sessions.push(session);
    return session;
  };
  const end = async (session: NumberedSession): Promise<void> => {
    await session.end();
    sessions.splice(sessions.indexOf(session), 1);
  };
  const named = async (name: string): Promise<RelayInstance | undefined> =>
    (await scene.install.relays(POOL)).find(({ metadata }) => metadata.name === name);
  const stateOf = async (name: string): Promise<string> => (await named(name))?.status?.state ?? "gone";
  const until = (name: string, state: string, timeoutMs?: number): Promise<void> =>
    scene.install.until(`${name} is ${state}`, async () => (await stateOf(name)) === state, timeoutMs);
  const scale = (count: number): Promise<string> =>
    scene.install.kubectl("scale", "relaypool", POOL, `--replicas=${count}`);
  const podOf = async (name: string): Promise<PodObject | undefined> =>
    (await scene.install.pods("relay")).find(({ metadata }) => metadata.name === name);
  /** As `kubectl drain` and autoscalers ask. */
  const evict = (pod: string): Promise<Ran> => {
    const eviction = { apiVersion: "policy/v1", kind: "Eviction", metadata: { name: pod, namespace: NAMESPACE } };
    const path = `/api/v1/namespaces/${NAMESPACE}/pods/${pod}/eviction`;
    return scene.plane.tryKubectl(["create", "--raw", path, "-f", "-"], { stdin: JSON.stringify(eviction) });
  };
  const isMarkedBusy = async (name: string): Promise<boolean> =>
    (await scene.install.kubectl(
      "get",
      "pod",
      name,
      "-o",
      "jsonpath={.metadata.labels.fairlead\\.io/has-sessions}",
    )) === "true";

  step("clients from outside register by every transport, punch, and relay", async () => {
    await scene.install.whenSettled(2, POOL);
    const registered = await Promise.all(
      (["udp", "tcp", "ws"] as const).map((mode) => scene.clients.registered({ mode })),
    );
    const [one, other] = registered;
    assert.ok(one !== undefined && other !== undefined);
    assert.equal(pathOf(await one.connect(other.id)), "direct");
    for (const device of registered) {
      assert.equal(pathOf(await scene.clients.make({ mode: "ws" }).connect(device.id, { forceRelay: true })), "relay");
    }
  });

  step(
    "kubectl scale brings relays up, each with an address of its own, and sessions go through each [KU-12]",
    async () => {
      const startedMs = clock.now();
      await scale(4);
      const relays = await scene.install.whenSettled(4, POOL);
      console.log(`scale up: 4 relays serve ${seconds(startedMs)} after kubectl scale`);
      assert.equal(new Set(relays.map(({ status }) => status?.address)).size, 4);
      for (const relay of relays) await end(await open(relay));
    },
  );

  step(
    "a scale-down takes the idle ones; a busy one that must go, too, waits for its sessions [KU-15] [KU-17]",
    async () => {
      const [a, b, c, d] = await scene.install.whenSettled(4, POOL);
      assert.ok(a !== undefined && b !== undefined && c !== undefined && d !== undefined);
      const stays = [await open(a), await open(a), await open(a)];
      const [mine] = [await open(b), await open(b)];
      const last = [await open(c)];
      await scene.install.until(
        "sessions are counted",
        async () =>
          (await named(a.metadata.name))?.status?.sessions === 3 &&
          (await named(c.metadata.name))?.status?.sessions === 1,
      );
      await scale(1);
      const startedMs = clock.now();
      await until(d.metadata.name, "gone", 60_000);
      console.log(`scale down: the idle relay was gone after ${seconds(startedMs)}`);
      for (const busy of [b, c]) assert.equal(await stateOf(busy.metadata.name), "Draining");
      assert.equal(await stateOf(a.metadata.name), "Serving");
      await endAll(last);
      await until(c.metadata.name, "gone", 60_000);
      assert.equal(await stateOf(b.metadata.name), "Draining", "it still has sessions");
      assert.equal(mine?.cut, undefined);
      await endAll(stays);
    },
  );

  step(
    "evictions during the scale-down: refused for busy relays, serving or emptied; an idle one goes and is replaced [KU-18]",
    async () => {
      const [draining] = (await scene.install.relays(POOL)).filter(({ status }) => status?.state === "Draining");
      assert.ok(draining !== undefined);
      await scene.install.until("the busy pod is marked", () => isMarkedBusy(draining.metadata.name));
      const refused = await evict(draining.metadata.name);
      assert.notEqual(refused.code, 0);
      assert.match(refused.stderr, /disruption budget/);
      const [serving] = await scene.install.serving(POOL);
      assert.ok(serving !== undefined);
      const isIdle = async (): Promise<boolean> => !(await isMarkedBusy(serving.metadata.name));
      await scene.install.until("sessions that ended are seen", isIdle);
      const session = await open(serving);
      await scene.install.until("the serving pod is marked", () => isMarkedBusy(serving.metadata.name));
      assert.notEqual((await evict(serving.metadata.name)).code, 0);
      await end(session);
      await scene.install.until("the idle pod is marked no more", isIdle);
      const before = await podOf(serving.metadata.name);
      const startedMs = clock.now();
      assert.equal((await evict(serving.metadata.name)).code, 0);
      await scene.install.until("another relay's pod serves in its stead", async () => {
        const now = await scene.install.serving(POOL);
        const pods = await Promise.all(now.map(({ metadata }) => podOf(metadata.name)));
        return now.length === 1 && pods[0] !== undefined && pods[0].metadata.uid !== before?.metadata.uid;
      });
      console.log(
        `evictions: 2 of busy relays refused, 1 of an idle one granted; a relay served again after ${seconds(startedMs)}`,
      );
      await endAll([...sessions]);
      await scene.install.whenSettled(1, POOL);
    },
  );

  step(
    "drain by annotation: another relay serves first; without it, the relay is taken back [KU-14] [KU-16]",
    async () => {
      const [relay] = await scene.install.whenSettled(1, POOL);
      const name = relay?.metadata.name ?? "";
      assert.ok(relay !== undefined);
      const session = await open(relay);
      await scene.install.kubectl("annotate", "relayinstance", name, "fairlead.io/drain=maintenance");
      await until(name, "Draining");
      const status = (await named(name))?.status;
      assert.match(JSON.stringify(status?.drain), /maintenance.*Annotation/);
      // One round decides both, and writes their statuses side by side: either may be there first.
      await scene.install.until("another serves", async () => (await scene.install.serving(POOL)).length === 1);
      const [other] = await scene.install.serving(POOL);
      const proven = other?.status?.reachability?.find(({ vantage, ok }) => vantage === "inside" && ok);
      assert.ok(Date.parse(proven?.at ?? "") <= Date.parse(status?.drain?.since ?? ""), "another was proven already");
      await scene.install.kubectl("annotate", "relayinstance", name, "fairlead.io/drain-");
      await until(name, "Serving");
      await scene.install.whenSettled(1, POOL);
      assert.equal(await stateOf(name), "Serving", "the one with the session stays");
      await end(session);
      const events = await scene.install.kubectl("get", "events", "--field-selector", `involvedObject.name=${name}`);
      assert.match(events, /Drain/);
    },
  );

  step(
    "cordon empties a node's relay, uncordon takes it back; kubectl drain waits for its sessions [KU-16] [KU-18]",
    async () => {
      const [relay] = await scene.install.whenSettled(1, POOL);
      assert.ok(relay !== undefined);
      const { name } = relay.metadata;
      const node = relay.status?.node ?? "";
      const session = await open(relay);
      await scene.plane.kubectl(["cordon", node]);
      await until(name, "Draining");
      await scene.plane.kubectl(["uncordon", node]);
      await until(name, "Serving");
      await scene.install.whenSettled(1, POOL);
      await scene.install.until("the busy pod is marked", () => isMarkedBusy(name));
      const startedMs = clock.now();
      let over = false;
      const words = [
        "drain",
        node,
        "--ignore-daemonsets",
        "--delete-emptydir-data",
        "--timeout=170s",
        `--pod-selector=fairlead.io/pool=${POOL}`,
      ];
      const draining = scene.plane.tryKubectl(words, { timeoutMs: 180_000 }).then((ran) => {
        over = true;
        return ran;
      });
      await until(name, "Draining");
      await scene.install.until("another serves", async () => (await scene.install.serving(POOL)).length === 1);
      assert.equal(over, false, "kubectl drain waits");
      assert.equal(session.cut, undefined);
      await end(session);
      const { code, stderr } = await draining;
      assert.equal(code, 0, stderr);
      await until(name, "gone", 60_000);
      await scene.plane.kubectl(["uncordon", node]);
      console.log(`kubectl drain: waited for the session, done after ${seconds(startedMs)}`);
    },
  );

  step(
    "helm uninstall with the controller gone leaves nothing that runs within 60 s, and keeps the key [KU-10]",
    async () => {
      await scale(2);
      await scene.install.whenSettled(2, POOL);
      await scene.install.kubectl("scale", "deployment", "fairlead-controller", "--replicas=0");
      await scene.install.until(
        "no controller is left",
        async () => (await scene.install.pods("controller")).length === 0,
        60_000,
      );
      const startedMs = clock.now();
      await scene.install.uninstall();
      const left = (): Promise<string> =>
        scene.install.kubectl("get", "pods,services,relayinstances,relaypools,rendezvousclusters", "-o", "name");
      await scene.install.until("nothing is left", async () => (await left()).trim() === "", 60_000);
      console.log(`uninstall without a controller: nothing left after ${seconds(startedMs)}`);
      assert.match(await scene.install.kubectl("get", "secrets", "-o", "name"), /fairlead-signing-key/);
    },
  );

  const endAll = async (all: readonly NumberedSession[]): Promise<void> => {
    for (const session of all) await end(session);
  };
});
