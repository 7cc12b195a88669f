import assert from "node:assert/strict";
import { rendersAs } from "./render-table.ts";
import type { Manifest, RenderedChart } from "./rendered-chart.ts";

/** What each pod is told of an authority: the variable, where the volume comes from, where it is mounted. */
const trusts = (pod: Manifest): readonly (string | undefined)[] => {
  const [container] = pod.spec.containers;
  const named = (all: readonly Manifest[] | undefined, name: string): Manifest =>
    (all ?? []).find((one) => one.name === name);
  return [
    named(container.env, "NODE_EXTRA_CA_CERTS")?.value,
    named(pod.spec.volumes, "trusted-ca")?.configMap.name,
    named(container.volumeMounts, "trusted-ca")?.mountPath,
  ];
};
const byComponent = (chart: RenderedChart): Readonly<Record<string, unknown>> =>
  Object.fromEntries([...chart.pods()].map(([component, pod]) => [component, trusts(pod)]));
const NOTHING = [undefined, undefined, undefined];

rendersAs("an authority of your own behind wss addresses", [
  [
    "is trusted by whoever dials relays: controller, rendezvous, test [KU-20]",
    { trustedCa: { configMap: "our-ca", key: "root.pem" } },
    (chart) => {
      const dials = ["/etc/fairlead/trusted-ca/root.pem", "our-ca", "/etc/fairlead/trusted-ca"];
      assert.deepEqual(byComponent(chart), {
        ...{ controller: dials, rendezvous: dials, test: dials },
        ...{ init: NOTHING, redis: NOTHING, relay: NOTHING },
      });
    },
  ],
  [
    "is not there by default",
    {},
    (chart) => assert.ok(Object.values(byComponent(chart)).every((one) => String(one) === String(NOTHING))),
  ],
]);
