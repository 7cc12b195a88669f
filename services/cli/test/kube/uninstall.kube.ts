import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { enterPrivateNetwork } from "@fairlead/kube-rig";
import { clock } from "../whole/support/clients.ts";
import { farEnd } from "../whole/support/far-end.ts";
import { NAMESPACE } from "./support/install.ts";
import { NumberedSession } from "./support/numbered-session.ts";
import { ProductScene } from "./support/product-scene.ts";
import { sceneRefusal } from "./support/scene-refusal.ts";

await enterPrivateNetwork();

const LIMIT_MS = 60_000;
/** Belongs to what never was. */
const STRAY = {
  ...{ apiVersion: "fairlead.io/v1alpha1", kind: "RelayInstance", spec: { pool: "stray", index: 0 } },
  metadata: {
    ...{ name: "stray-0-bcdfg", namespace: "default" },
    ownerReferences: [
      { apiVersion: "v1", kind: "ConfigMap", name: "never-was", uid: "00000000-0000-4000-8000-000000000000" },
    ],
  },
};
const OURS = "relayinstances,relaypools,rendezvousclusters";
/** Whatever runs, or leads to what runs. */
const RUNNING = `pods,services,deployments,statefulsets,jobs,poddisruptionbudgets,${OURS}`;
/** As the notes and the documentation name them. */
const KEPT = [
  "configmap/fairlead-public-key",
  "persistentvolumeclaim/data-fairlead-redis-0",
  "secret/fairlead-admin-token",
  "secret/fairlead-bus-ca",
  "secret/fairlead-bus-relay",
  "secret/fairlead-bus-rendezvous",
  "secret/fairlead-redis",
  "secret/fairlead-signing-key",
];
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

describe("uninstalling, with the controller gone", { skip: sceneRefusal() }, () => {
  const stack = new AsyncDisposableStack();
  let scene: ProductScene;
  let key = "";

  before(async () => {
    // As long as by default: pods that end slowly are what takes time.
    const values = {
      rendezvous: { readyDelaySeconds: 30, drainSeconds: 5 },
      relayPool: { exposure: { mode: "nodePort" } },
    };
    scene = stack.use(await ProductScene.open({ values }));
    await scene.install.whenSettled(2, undefined, 180_000);
    await ourKindsAreCollected();
    key = await scene.install.publicKey();
  });
  after(() => stack[Symbol.asyncDispose]());

  /** Kubernetes' garbage collector looks every half minute for kinds that are new, and collects none of those it does not know. */
  const ourKindsAreCollected = async (): Promise<void> => {
    await scene.plane.apply(JSON.stringify(STRAY));
    const { namespace } = STRAY.metadata;
    const left = (): Promise<string> =>
      scene.plane.kubectl(["--namespace", namespace, "get", "relayinstances", "-o", "name"]);
    await scene.install.until("a stray relay is collected", async () => (await left()).trim() === "");
  };
  const names = async (kinds: string): Promise<readonly string[]> =>
    (await scene.install.kubectl("get", kinds, "-o", "name", "--ignore-not-found"))
      .split("\n")
      .filter((line) => line !== "");
  /** Killed, and none comes again; a session goes on that nobody will end but the uninstalling. */
  const withoutController = async (): Promise<NumberedSession> => {
    await scene.install.kubectl("scale", "deployment", "fairlead-controller", "--replicas=0");
    await scene.install.kubectl(
      "delete",
      "pods",
      "-l",
      "app.kubernetes.io/component=controller",
      "--force",
      "--grace-period=0",
    );
    await scene.install.until(
      "no controller is left",
      async () => (await scene.install.pods("controller")).length === 0,
    );
    const device = await scene.clients.registered();
    const outcome = await scene.clients.make({ mode: "tcp" }).connect(device.id, { forceRelay: true });
    assert.ok(outcome.kind === "connected", outcome.kind === "failed" ? outcome.text : "");
    return new NumberedSession(clock, outcome.session, await farEnd(device, outcome.session.uuid));
  };

  it("helm uninstall: nothing runs after 60 s, what is kept is named [KU-10] [KU-11]", async () => {
    const session = await withoutController();
    const [notes, startedMs] = [
      await scene.plane.helm(["get", "notes", "fairlead", "--namespace", NAMESPACE]),
      clock.now(),
    ];
    const said = await scene.install.uninstall();
    await scene.install.until("nothing runs", async () => (await names(RUNNING)).length === 0, 180_000);
    const tookMs = clock.now() - startedMs;
    await session.end();
    const kept = (await names("secrets,configmaps,persistentvolumeclaims")).filter(
      (name) => !name.includes("kube-root-ca"),
    );
    assert.deepEqual([...kept].sort(), KEPT);
    for (const name of KEPT.map((one) => one.split("/")[1] ?? ""))
      assert.ok(notes.includes(name), `the notes name ${name}`);
    assert.match(said, /fairlead\.io/, "helm names the definitions that it kept");
    const definitions = (await scene.plane.kubectl(["get", "crd", "-o", "name"]))
      .split("\n")
      .filter((name) => name.endsWith(".fairlead.io"));
    assert.equal(definitions.length, 4);
    console.log(
      `helm uninstall without controller, a session open: nothing runs after ${seconds(tookMs)}; kept and named: ${kept.join(", ")}, ${definitions.length} definitions`,
    );
    assert.ok(tookMs <= LIMIT_MS, `it took ${seconds(tookMs)}`);
  });

  it("installed again, it is the same server to its clients [KU-11]", async () => {
    await scene.install.install();
    await scene.install.whenSettled(2, undefined, 180_000);
    assert.equal(await scene.install.publicKey(), key);
  });

  it("kubectl delete namespace: gone within 60 s [KU-10]", async () => {
    const session = await withoutController();
    const startedMs = clock.now();
    await scene.plane.kubectl(["delete", "namespace", NAMESPACE, "--timeout=170s"], { timeoutMs: 180_000 });
    const tookMs = clock.now() - startedMs;
    await session.end();
    console.log(`namespace deleted without controller, a session open: gone after ${seconds(tookMs)}`);
    assert.ok(tookMs <= LIMIT_MS, `it took ${seconds(tookMs)}`);
  });
});
