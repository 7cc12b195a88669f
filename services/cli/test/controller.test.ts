import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { FakeKube, findPort, liveClock, RedisServer, TempFolder, waitUntil } from "@fairlead/testkit";
import { FairleadProcess } from "./fairlead-process.ts";

const CONFIG = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "x-controller", namespace: "default" },
  data: {
    "controller.yaml": "instance: x\nbus: {certificates: external}\n",
    "relay-pod.yaml": "spec:\n  containers: [{name: relay, image: relay:1}]\n",
  },
};
const DEFINITIONS = ["rendezvousclusters", "relaypools", "relayinstances", "tenants"].map((plural) => {
  const kinds: Readonly<Record<string, string>> = {
    rendezvousclusters: "RendezvousCluster",
    relaypools: "RelayPool",
    relayinstances: "RelayInstance",
    tenants: "Tenant",
  };
  const schema = { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } };
  const version = { name: "v1alpha1", served: true, storage: true, schema, subresources: { status: {} } };
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${plural}.fairlead.io` },
    spec: { group: "fairlead.io", scope: "Namespaced", names: { plural, kind: kinds[plural] }, versions: [version] },
  };
});

interface Place {
  readonly folder: string;
  readonly kube: FakeKube;
  readonly redisPort: number;
  readonly opsPort: number;
}

async function words({ folder, kube, redisPort, opsPort }: Place): Promise<readonly string[]> {
  const kubeconfig = join(folder, "kubeconfig");
  await writeFile(kubeconfig, kube.kubeconfig());
  const redis = ["--redis", `redis://127.0.0.1:${redisPort}`, "--ops-port", String(opsPort)];
  return ["controller", "--name", "x", "--identity", "one", "--kubeconfig", kubeconfig, ...redis];
}

async function page(port: number, path: string): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: answer.status, text: await answer.text() };
  } catch {
    return { status: 0, text: "" };
  }
}

describe("fairlead controller", () => {
  it("waits for Redis and the API server, says so, is ready, leads, and gives the lead back when told to end [KU-1] [KU-3]", async () => {
    const clock = liveClock();
    await using folder = await TempFolder.create("controller");
    await using kube = await FakeKube.start({ objects: [...DEFINITIONS, CONFIG] });
    const [redisPort, opsPort] = [await findPort("127.0.0.1"), await findPort("127.0.0.1")];
    await using process = new FairleadProcess(await words({ folder: folder.path, kube, redisPort, opsPort }));
    await waitUntil(
      clock,
      "it says what it waits for",
      async () => /Redis/.test((await page(opsPort, "/readyz")).text),
      60_000,
    );
    assert.equal((await page(opsPort, "/readyz")).status, 503);
    assert.equal((await page(opsPort, "/livez")).status, 200);
    await using redis = await RedisServer.start({ port: redisPort });
    await waitUntil(clock, "ready", async () => (await page(opsPort, "/readyz")).status === 200, 60_000);
    const holder = (): unknown =>
      (kube.get("leases.coordination.k8s.io", "x-controller")?.["spec"] as { holderIdentity?: unknown })
        ?.holderIdentity;
    await waitUntil(clock, "it leads", () => holder() === "one", 60_000);
    const names = [
      "controller_runtime_reconcile_total",
      "workqueue_depth",
      "leader_election_master_status",
      "fairlead_kube_watch_age_seconds",
    ];
    const tellsAll = async (): Promise<boolean> => {
      const metrics = (await page(opsPort, "/metrics")).text;
      return names.every((name) => new RegExp(`^${name}`, "m").test(metrics));
    };
    await waitUntil(clock, `metrics ${names.join(", ")}`, tellsAll, 60_000);
    await redis.kill();
    await waitUntil(
      clock,
      "degraded",
      async () => /degraded.*relays/.test((await page(opsPort, "/readyz")).text),
      60_000,
    );
    assert.equal((await page(opsPort, "/readyz")).status, 200, "degraded is ready");
    assert.equal((await page(opsPort, "/livez")).status, 200);
    process.signal("SIGTERM");
    assert.equal((await process.ended).code, 0);
    assert.ok(holder() === "" || holder() === undefined || holder() === null, String(holder()));
  });

  it("refuses to start without what it needs, in one line that says what to do", async () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [["controller"], /no name is given.*do: give --name X/],
      [["controller", "--name", "X_1", "--redis", "redis://127.0.0.1:1"], /objects cannot be named so/],
      [["controller", "--name", "x"], /no Redis is named.*do: give --redis URL/],
      [["controller", "--name", "x", "--redis", "redis://127.0.0.1:1"], /this is no pod of Kubernetes.*--kubeconfig/],
    ];
    for (const [given, said] of cases) {
      await using process = new FairleadProcess(given);
      const { code, err } = await process.ended;
      assert.equal(code, 1);
      assert.match(err, said);
      assert.equal(err.trim().split("\n").length, 1);
    }
  });

  it("is the only one of the old commands' company that loads Kubernetes, and then when it is run", () => {
    const commands = join(import.meta.dirname, "..", "src", "commands");
    for (const file of readdirSync(commands)) {
      const text = readFileSync(join(commands, file), "utf8");
      assert.doesNotMatch(text, /^import (?!type)[^;]*"@fairlead\/(kube|controller)"/m, file);
    }
  });
});
