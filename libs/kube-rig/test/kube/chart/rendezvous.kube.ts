import assert from "node:assert/strict";
import { type RenderRow, rendersAs } from "./render-table.ts";
import type { Manifest, RenderedChart } from "./rendered-chart.ts";

const deployment = (chart: RenderedChart): Manifest => chart.one("Deployment", "-rendezvous");
const arg = (chart: RenderedChart, name: string, component = "rendezvous"): string | undefined =>
  chart
    .args(component)
    .find((one) => one.startsWith(`--${name}=`))
    ?.slice(name.length + 3);

rendersAs("rendezvous pods", [
  [
    "roll without one less: maxUnavailable 0",
    {},
    (chart) => {
      const { strategy, replicas } = deployment(chart).spec;
      assert.deepEqual([replicas, strategy.rollingUpdate], [2, { maxUnavailable: 0, maxSurge: 1 }]);
    },
  ],
  [
    "as many as asked for, with as much surge",
    { rendezvous: { replicas: 5, maxSurge: "50%" } },
    (chart) => {
      const { strategy, replicas } = deployment(chart).spec;
      assert.deepEqual([replicas, strategy.rollingUpdate.maxSurge], [5, "50%"]);
    },
  ],
  [
    "a disruption budget leaves all but one",
    {},
    (chart) => {
      const { spec } = chart.one("PodDisruptionBudget", "-rendezvous");
      assert.equal(spec.maxUnavailable, 1);
      assert.equal(spec.unhealthyPodEvictionPolicy, "AlwaysAllow");
    },
  ],
  [
    "no budget where none is wanted",
    { rendezvous: { pdb: { enabled: false } } },
    (chart) => assert.ok(!chart.has("PodDisruptionBudget", "-rendezvous")),
  ],
  [
    "a budget in percent",
    { rendezvous: { pdb: { maxUnavailable: "25%" } } },
    (chart) => {
      assert.equal(chart.one("PodDisruptionBudget", "-rendezvous").spec.maxUnavailable, "25%");
    },
  ],
  [
    "are spread over nodes and zones, and still start on one node",
    {},
    (chart) => {
      const spread = chart.pod("rendezvous").spec.topologySpreadConstraints;
      assert.deepEqual(
        spread.map((one: Manifest) => one.topologyKey),
        ["kubernetes.io/hostname", "topology.kubernetes.io/zone"],
      );
      assert.ok(spread.every((one: Manifest) => one.whenUnsatisfiable === "ScheduleAnyway" && one.maxSkew === 1));
    },
  ],
  [
    "are spread as told",
    {
      rendezvous: {
        topologySpreadConstraints: [{ maxSkew: 2, topologyKey: "rack", whenUnsatisfiable: "DoNotSchedule" }],
      },
    },
    (chart) => {
      assert.deepEqual(
        chart.pod("rendezvous").spec.topologySpreadConstraints.map((one: Manifest) => one.topologyKey),
        ["rack"],
      );
    },
  ],
  [
    "hold the signing key as a file, and nothing in their arguments or environment",
    {},
    (chart) => {
      const { env, volumeMounts } = chart.container("rendezvous");
      assert.ok(volumeMounts.some((mount: Manifest) => mount.mountPath === "/etc/fairlead/key" && mount.readOnly));
      assert.equal(env.find((one: Manifest) => one.name === "KEY_FILE").value, "/etc/fairlead/key/id_ed25519");
      assert.ok(!env.some((one: Manifest) => one.valueFrom?.secretKeyRef !== undefined));
    },
  ],
  [
    "know the host, the port and the key without flags, for commands by kubectl exec",
    { ports: { main: 30_116 } },
    (chart) => {
      const env = Object.fromEntries(chart.container("rendezvous").env.map((one: Manifest) => [one.name, one.value]));
      assert.deepEqual(
        [env["RUSTDESK_HOST"], env["PORT"], env["KEY_FILE"]],
        ["rd.example.com", "30116", "/etc/fairlead/key/id_ed25519"],
      );
      assert.equal(chart.container("rendezvous").workingDir, "/data");
    },
  ],
  [
    "have all ports from the main one",
    { ports: { main: 30_116 } },
    (chart) => {
      const ports = chart
        .container("rendezvous")
        .ports.map((one: Manifest) => `${one.name} ${one.containerPort}/${one.protocol}`);
      assert.deepEqual(ports, [
        "nat-test 30115/TCP",
        "main 30116/TCP",
        "main-udp 30116/UDP",
        "ws 30118/TCP",
        "ops 9090/TCP",
        "bus 9092/TCP",
      ]);
    },
  ],
  [
    "take ctl by a Unix socket alone: no port for it",
    {},
    (chart) => {
      for (const component of ["rendezvous", "relay", "controller"])
        assert.ok(!chart.args(component).some((one) => one.startsWith("--admin")));
    },
  ],
  [
    "know one another by certificates with their role",
    {},
    (chart) => {
      assert.deepEqual(
        ["bus-cert", "bus-key", "bus-ca"].map((name) => arg(chart, name)),
        ["tls.crt", "tls.key", "ca.crt"].map((name) => `/etc/fairlead/bus/${name}`),
      );
      assert.deepEqual([arg(chart, "node"), arg(chart, "bus-advertise")], ["$(POD_NAME)", "$(POD_IP)"]);
    },
  ],
  [
    "take tenants from the store, or none",
    { tenants: { enabled: false } },
    (chart) => assert.equal(arg(chart, "tenants"), undefined),
  ],
  [
    "take tenants from the store by default",
    {},
    (chart) => assert.deepEqual([arg(chart, "tenants"), arg(chart, "tenants", "relay")], ["store", "store"]),
  ],
  [
    "believe the proxies that were named, and tell the controller",
    { trustedProxies: ["10.0.0.0/8", "fd00::/8"] },
    (chart) => {
      assert.equal(arg(chart, "trusted-proxies"), "10.0.0.0/8,fd00::/8");
      assert.equal(arg(chart, "trusted-proxies", "relay"), "10.0.0.0/8,fd00::/8");
      assert.deepEqual(chart.told("rendezvous-cluster.yaml").spec.trustedProxies, ["10.0.0.0/8", "fd00::/8"]);
    },
  ],
  ["believe nobody by default", {}, (chart) => assert.equal(arg(chart, "trusted-proxies"), undefined)],
  [
    "have their own words: log level, mask, regions, traces and more",
    {
      rendezvous: {
        logLevel: "debug",
        mask: "10.1.0.0/16",
        geoDb: "/geo/x.mmdb",
        regionFor: ["10.0.0.0/8=home", "fd00::/8=away"],
        otlpEndpoint: "http://otel:4318",
        extraArgs: ["--always-use-relay=Y"],
      },
    },
    (chart) => {
      const expected = [
        "--rust-log=debug",
        "--mask=10.1.0.0/16",
        "--geo-db=/geo/x.mmdb",
        "--region-for=10.0.0.0/8=home",
        "--region-for=fd00::/8=away",
        "--otlp-endpoint=http://otel:4318",
        "--always-use-relay=Y",
      ];
      assert.deepEqual(chart.args("rendezvous").slice(-expected.length), expected);
    },
  ],
  [
    "use their own Secrets where named",
    { key: { existingSecret: "my-key" }, bus: { existingRendezvousSecret: "my-bus", existingRelaySecret: "my-bus-r" } },
    (chart) => {
      const secrets = Object.fromEntries(
        chart.pod("rendezvous").spec.volumes.map((one: Manifest) => [one.name, one.secret?.secretName]),
      );
      assert.deepEqual([secrets["key"], secrets["bus"]], ["my-key", "my-bus"]);
    },
  ],
  [
    "listen for health on IPv6 where that comes first",
    { ipFamilies: ["IPv6", "IPv4"], ipFamilyPolicy: "PreferDualStack" },
    (chart) => {
      for (const component of ["rendezvous", "relay", "controller"])
        assert.equal(arg(chart, "ops-bind", component), "::");
    },
  ],
  [
    "wait a number of seconds of readiness that is asked for",
    { rendezvous: { minReadySeconds: 3, readinessPeriodSeconds: 2 } },
    (chart) => {
      assert.equal(deployment(chart).spec.minReadySeconds, 3);
      assert.equal(chart.container("rendezvous").readinessProbe.periodSeconds, 2);
    },
  ],
]);

const DELAYS = {
  generic: 30,
  "aws-nlb-ip": 150,
  "aws-nlb-instance": 60,
  gke: 30,
  aks: 30,
  digitalocean: 45,
  oci: 30,
  metallb: 30,
};
const delay = (chart: RenderedChart): readonly unknown[] => [
  arg(chart, "ready-delay"),
  chart.pod("rendezvous").spec.terminationGracePeriodSeconds,
];
rendersAs("a rendezvous pod that is told to end", [
  ...Object.entries(DELAYS).map(
    ([preset, seconds]): RenderRow => [
      `with preset ${preset} stays ready for ${seconds} s, and is not killed before it is done [KU-34]`,
      { service: { preset } },
      (chart) => assert.deepEqual(delay(chart), [String(seconds), Math.max(seconds + 5 + 40, 2 * (seconds + 5) + 6)]),
    ],
  ),
  [
    "stays ready as long as told, also for no time at all [KU-34]",
    { rendezvous: { readyDelaySeconds: 0, drainSeconds: 10 } },
    (chart) => {
      assert.deepEqual(delay(chart), ["0", 50]);
      assert.equal(arg(chart, "drain-seconds"), "10");
    },
  ],
  [
    "has the grace that was asked for, when that is enough [KU-34]",
    { rendezvous: { terminationGracePeriodSeconds: 600 } },
    (chart) => assert.deepEqual(delay(chart), ["30", 600]),
  ],
]);
