import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { noMetrics } from "@fairlead/base";
import { openKubeApi } from "@fairlead/kube";
import { kubeApiConformance, productSamples, type TestApi } from "@fairlead/kube/testing";
import { ControlPlane, inRepository, kubeTools } from "@fairlead/kube-rig";
import { liveClock, liveRandom } from "@fairlead/testkit";

const NAMESPACE = "conformance";
const found = kubeTools();

/** A control plane on loopback with the definitions that the chart brings; nobody plays its nodes. */
async function openReal(): Promise<TestApi> {
  await using stack = new AsyncDisposableStack();
  const plane = stack.use(await ControlPlane.start({ scheduler: false }));
  const folder = inRepository("charts/fairlead/files/crds");
  await plane.define(
    readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), "utf8"))
      .join("\n---\n"),
  );
  await plane.kubectl(["create", "namespace", NAMESPACE]);
  const ports = { clock: liveClock(), random: liveRandom(), metrics: noMetrics };
  const api = stack.use(await openKubeApi(ports, { kind: "kubeconfig", file: plane.kubeconfig }));
  const owned = stack.move();
  return {
    ...{ api, namespace: NAMESPACE, samples: productSamples(NAMESPACE), complete: true },
    expiredVersion: () => Promise.resolve("1"),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

if (found.kind === "found") kubeApiConformance("a real server", openReal);
else describe("Kubernetes API conformance: a real server", () => it("runs", { skip: found.reason }, () => undefined));
