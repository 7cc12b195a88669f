import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { TempFolder } from "@fairlead/testkit";
import { kubeTools, neededTools } from "../../../src/kube-tools.ts";
import { inRepository } from "../../../src/scripts.ts";
import { type Manifest, RenderedChart } from "./rendered-chart.ts";
import { strictFaults } from "./strict-faults.ts";

const found = kubeTools();
const skip = found.kind === "missing" ? found.reason : false;
const HOST = "desk.corp.test";
const IMAGE = "r.corp.test:5000/x/fairlead:9";

/** An overlay with another host and another image, built as kubectl apply -k would. */
async function built(name: string): Promise<RenderedChart> {
  await using folder = await TempFolder.create("kustomize");
  const copy = join(folder.path, "k8s");
  cpSync(inRepository("k8s"), copy, { recursive: true });
  const file = join(copy, "overlays", name, "kustomization.yaml");
  const text = readFileSync(file, "utf8")
    .replace("rd.example.com", HOST)
    .replace(/image=.*/, `image=${IMAGE}`);
  writeFileSync(file, text);
  const ran = spawnSync(neededTools().bin("kubectl"), ["kustomize", join(copy, "overlays", name)], {
    encoding: "utf8",
    timeout: 60_000,
  });
  assert.equal(ran.status, 0, ran.stderr);
  return new RenderedChart(ran.stdout);
}

const SHAPES: Readonly<Record<string, (chart: RenderedChart) => void>> = {
  "single-node": (chart) => {
    assert.equal(chart.one("Deployment", "-rendezvous").spec.replicas, 1);
    assert.deepEqual([chart.pool().exposure.mode, chart.pool().replicas], ["hostPort", 1]);
    assert.equal(chart.one("Namespace").metadata.labels["pod-security.kubernetes.io/enforce"], "privileged");
  },
  "bare-metal": (chart) => {
    const { spec } = chart.one("DaemonSet", "-rendezvous");
    assert.deepEqual(
      [spec.template.spec.hostNetwork, spec.replicas, spec.strategy, spec.updateStrategy.rollingUpdate.maxSurge],
      [true, undefined, undefined, 0],
    );
    assert.ok(
      !chart.has("Deployment", "-rendezvous") &&
        !chart.has("PodDisruptionBudget", "-rendezvous") &&
        chart.has("NetworkPolicy", "-nodes"),
    );
    assert.deepEqual(
      chart.names("Service").filter((name) => name === "fairlead-rendezvous"),
      [],
    );
  },
  "cloud-load-balancer": (chart) => {
    assert.deepEqual(
      [chart.one("Service", "fairlead-rendezvous").spec.type, chart.pool().exposure.mode],
      ["LoadBalancer", "mesh"],
    );
    assert.equal(chart.one("Namespace").metadata.labels["pod-security.kubernetes.io/enforce"], "restricted");
  },
  "port-443": (chart) => {
    const { rules, tls } = chart.one("Ingress").spec;
    assert.deepEqual(
      [rules[0].host, tls[0].hosts, chart.pool().exposure.host, chart.pool().exposure.gateway.kind],
      [HOST, [HOST], HOST, "Ingress"],
    );
    assert.ok(!chart.names("Service").includes("fairlead-rendezvous"));
    assert.ok(chart.container("rendezvous").env.some((one: Manifest) => one.name === "TRUSTED_PROXIES"));
  },
};

describe("plain manifests", { skip }, () => {
  it("base is what the chart gives: run 'make charts'", () => {
    const main = inRepository("libs/kube-rig/src/plain-manifests/main.ts");
    const ran = spawnSync(process.execPath, [main, "--check"], { encoding: "utf8", timeout: 60_000 });
    assert.equal(ran.status, 0, ran.stderr);
  });

  it("every overlay is tried here", () => {
    assert.deepEqual(readdirSync(inRepository("k8s/overlays")).sort(), Object.keys(SHAPES).sort());
  });

  for (const [name, check] of Object.entries(SHAPES)) {
    it(`${name}: builds, is valid, has its host and image wherever they belong, and its shape`, async () => {
      const chart = await built(name);
      assert.deepEqual(strictFaults(chart), []);
      const own = chart.manifests.filter(({ kind }) => kind !== "CustomResourceDefinition");
      const text = JSON.stringify(own);
      assert.doesNotMatch(text, /rd\.example\.com|registry\.example\.com/);
      for (const component of ["rendezvous", "relay", "controller", "init"])
        assert.equal(chart.container(component).image, IMAGE, component);
      assert.equal(chart.told("rendezvous-cluster.yaml").spec.domain, HOST);
      assert.equal(chart.container("rendezvous").env.find((one: Manifest) => one.name === "RUSTDESK_HOST").value, HOST);
      assert.ok(!own.some(({ kind, metadata }) => kind === "ConfigMap" && metadata.name === "settings"));
      check(chart);
    });
  }
});
