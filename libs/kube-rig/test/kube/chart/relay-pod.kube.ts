import assert from "node:assert/strict";
import { rendersAs } from "./render-table.ts";
import type { Manifest } from "./rendered-chart.ts";

rendersAs("the relays' base pod", [
  [
    "is one container named relay, managed, with the bus' certificate of relays",
    {},
    (chart) => {
      const { containers, volumes } = chart.pod("relay").spec;
      assert.deepEqual(
        containers.map((one: Manifest) => one.name),
        ["relay"],
      );
      assert.deepEqual(chart.args("relay").slice(0, 2), ["relay", "--managed"]);
      assert.ok(volumes.some((one: Manifest) => one.secret?.secretName === "fairlead-bus-relay"));
    },
  ],
  [
    "never sees the signing key, the authority or another's password [KU-11]",
    {},
    (chart) => {
      const text = JSON.stringify(chart.pod("relay"));
      assert.doesNotMatch(
        text,
        /signing-key|fairlead-bus-ca|bus-rendezvous|admin-token|rendezvous-password|controller-password|users\.acl/,
      );
      assert.match(text, /fairlead-public-key/);
    },
  ],
  [
    "says nothing that is per relay: name, ports and mesh are the controller's",
    {},
    (chart) => {
      assert.ok(
        !chart
          .args("relay")
          .some((one) => /^--(node|port|mesh|advertise|bus-advertise|region|pool|capacity)\b/.test(one)),
      );
    },
  ],
  [
    "ends within a minute, and is started again where it runs when it fails",
    {},
    (chart) => {
      const { terminationGracePeriodSeconds, restartPolicy } = chart.pod("relay").spec;
      assert.deepEqual([terminationGracePeriodSeconds, restartPolicy], [60, "Always"]);
    },
  ],
  [
    "has words of its own",
    {
      relay: {
        logLevel: "warn",
        singleBandwidth: 64,
        otlpEndpoint: "http://otel:4318",
        extraArgs: ["--limit-speed=8"],
      },
    },
    (chart) => {
      const expected = [
        "--rust-log=warn",
        "--single-bandwidth=64",
        "--otlp-endpoint=http://otel:4318",
        "--limit-speed=8",
      ];
      assert.deepEqual(chart.args("relay").slice(-4), expected);
    },
  ],
  [
    "begins with the image, in the first quotes, where kustomize replaces it",
    {},
    (chart) => {
      assert.equal(
        chart.one("ConfigMap", "-controller").data["relay-pod.yaml"].split('"')[1],
        "registry.example.com/fairlead:0.1.0",
      );
    },
  ],
  [
    "is spread over nodes and zones",
    {},
    (chart) => {
      const spread = chart.pod("relay").spec.topologySpreadConstraints;
      assert.deepEqual(
        spread.map((one: Manifest) => one.topologyKey),
        ["kubernetes.io/hostname", "topology.kubernetes.io/zone"],
      );
    },
  ],
]);

rendersAs("the default RendezvousCluster", [
  [
    "has the host, the port and the names of its Secrets",
    { ports: { main: 30_116 } },
    (chart) => {
      const { metadata, spec } = chart.told("rendezvous-cluster.yaml");
      assert.equal(metadata.name, "fairlead");
      assert.deepEqual(
        [spec.domain, spec.ports.main, spec.keySecretName, spec.redisSecretName],
        ["rd.example.com", 30_116, "fairlead-signing-key", "fairlead-redis"],
      );
    },
  ],
  [
    "has a server list and a region",
    { serverList: ["rd2.example.com"], rendezvous: { region: "eu" } },
    (chart) => {
      const { serverList, region } = chart.told("rendezvous-cluster.yaml").spec;
      assert.deepEqual([serverList, region], [["rd2.example.com"], "eu"]);
    },
  ],
]);
