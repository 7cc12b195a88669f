import { noMetrics } from "@fairlead/base";
import { FakeKube, liveClock, liveRandom } from "@fairlead/testkit";
import { openKubeApi } from "../src/index.ts";
import { kubeApiConformance, productSamples, type TestApi } from "../testing/index.ts";

const NAMESPACE = "conformance";

async function openFake(): Promise<TestApi> {
  const fake = await FakeKube.start({ namespaces: [NAMESPACE], bookmarkPeriodMs: 500 });
  const ports = { clock: liveClock(), random: liveRandom(), metrics: noMetrics };
  const api = await openKubeApi(ports, { kind: "url", url: fake.url });
  return {
    api,
    namespace: NAMESPACE,
    samples: productSamples(NAMESPACE),
    complete: false,
    expiredVersion: async () => {
      const version = String(fake.version);
      fake.put({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "later", namespace: NAMESPACE } });
      fake.compact();
      return version;
    },
    [Symbol.asyncDispose]: async () => {
      await api[Symbol.asyncDispose]();
      await fake[Symbol.asyncDispose]();
    },
  };
}

kubeApiConformance("the fake server", openFake);
