import { noMetrics } from "@fairlead/base";
import { liveClock, liveRandom } from "@fairlead/testkit";
import { openKubeApi } from "../../src/index.ts";
import { kubeApiConformance, productSamples, type TestApi } from "../../testing/index.ts";

async function openReal(): Promise<TestApi> {
  const ports = { clock: liveClock(), random: liveRandom(), metrics: noMetrics };
  const api = await openKubeApi(ports, { kind: "kubeconfig", file: process.env["KUBECONFIG"] ?? "" });
  const namespace = `conformance-${Date.now().toString(36)}`;
  await api.request("POST", "/api/v1/namespaces", {
    body: { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } },
  });
  return {
    api,
    namespace,
    samples: productSamples(namespace),
    complete: true,
    expiredVersion: async () => "1",
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  };
}

kubeApiConformance("a real server", openReal);
