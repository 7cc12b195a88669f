import assert from "node:assert/strict";
import { rendersAs } from "./render-table.ts";
import type { Manifest } from "./rendered-chart.ts";

const ON_HOST = { service: { mode: "hostNetwork" }, networkPolicy: { nodeCidrs: ["192.0.2.0/24"] } };
rendersAs("rendezvous pods on their nodes' network", [
  [
    "are one a node: a DaemonSet that takes a pod away before it brings one",
    ON_HOST,
    (chart) => {
      const { spec } = chart.one("DaemonSet", "-rendezvous");
      assert.deepEqual(spec.updateStrategy.rollingUpdate, { maxUnavailable: 1, maxSurge: 0 });
      assert.deepEqual(
        [spec.template.spec.hostNetwork, spec.template.spec.dnsPolicy, spec.replicas],
        [true, "ClusterFirstWithHostNet", undefined],
      );
      assert.ok(!chart.has("Deployment", "-rendezvous"));
    },
  ],
  [
    "have no budget: a DaemonSet has no scale to reckon by",
    ON_HOST,
    (chart) => assert.ok(!chart.has("PodDisruptionBudget", "-rendezvous")),
  ],
  [
    "have no Service in front",
    ON_HOST,
    (chart) =>
      assert.equal(
        chart.all("Service").filter(({ metadata }) => metadata.labels["fairlead.io/front"] === "true").length,
        0,
      ),
  ],
  [
    "are let in by their nodes' addresses",
    ON_HOST,
    (chart) => {
      const from = chart.one("NetworkPolicy", "-redis").spec.ingress[0].from;
      assert.ok(from.some((one: Manifest) => one.ipBlock?.cidr === "192.0.2.0/24"));
    },
  ],
]);
