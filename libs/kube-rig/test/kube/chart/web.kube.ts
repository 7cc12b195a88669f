import assert from "node:assert/strict";
import { type RenderRow, rendersAs } from "./render-table.ts";
import type { Manifest, RenderedChart } from "./rendered-chart.ts";

const paths = (chart: RenderedChart): readonly (readonly [string, string])[] =>
  chart
    .one("Ingress")
    .spec.rules[0].http.paths.map((one: Manifest) => [
      one.path,
      `${one.backend.service.name}:${one.backend.service.port.name}`,
    ]);
const RELAYS = ["/ws/relay", "fairlead-pool-relays:ws"] as const;
const RENDEZVOUS = ["/ws/id", "fairlead-rendezvous-internal:ws"] as const;

rendersAs("an Ingress", [
  [
    "is not there unless asked for",
    {},
    (chart) => assert.ok(!chart.has("Ingress") && !chart.has("HTTPRoute") && !chart.has("Certificate")),
  ],
  [
    "leads /ws/id to the rendezvous and /ws/relay to the mesh",
    { ingress: { enabled: true } },
    (chart) => assert.deepEqual(paths(chart), [RENDEZVOUS, RELAYS]),
  ],
  [
    "leads to the pool of another name",
    { ingress: { enabled: true }, relayPool: { name: "edge" } },
    (chart) => {
      assert.deepEqual(paths(chart)[1], ["/ws/relay", "fairlead-pool-edge:ws"]);
    },
  ],
  [
    "leaves relays to themselves where each has an address",
    { ingress: { enabled: true }, relayPool: { exposure: { mode: "hostPort" } } },
    (chart) => assert.deepEqual(paths(chart), [RENDEZVOUS]),
  ],
  [
    "has a class, a host, TLS",
    { ingress: { enabled: true, className: "nginx", host: "ws.example.com" } },
    (chart) => {
      const { ingressClassName, rules, tls } = chart.one("Ingress").spec;
      assert.deepEqual(
        [ingressClassName, rules[0].host, tls],
        ["nginx", "ws.example.com", [{ hosts: ["ws.example.com"], secretName: "fairlead-tls" }]],
      );
    },
  ],
  [
    "has a certificate of yours",
    { ingress: { enabled: true, tls: { secretName: "mine" } } },
    (chart) => assert.equal(chart.one("Ingress").spec.tls[0].secretName, "mine"),
  ],
  [
    "has no TLS where something in front of it does that",
    { ingress: { enabled: true, tls: { enabled: false } } },
    (chart) => assert.equal(chart.one("Ingress").spec.tls, undefined),
  ],
  ...(
    [
      ["nginx", "nginx.ingress.kubernetes.io/proxy-read-timeout", "600"],
      ["haproxy", "haproxy.org/timeout-tunnel", "600s"],
      ["haproxy-ingress", "haproxy-ingress.github.io/timeout-tunnel", "600s"],
      ["alb", "alb.ingress.kubernetes.io/load-balancer-attributes", "idle_timeout.timeout_seconds=600"],
      ["traefik", "any", undefined],
    ] as const
  ).map(
    ([controller, name, value]): RenderRow => [
      `keeps silent sessions for 600 s at ${controller}`,
      { ingress: { enabled: true, controller, idleTimeoutSeconds: 600 } },
      (chart) => assert.equal(chart.one("Ingress").metadata.annotations?.[name], value),
    ],
  ),
  [
    "waits more than a minute unless told",
    { ingress: { enabled: true, controller: "nginx" } },
    (chart) => {
      assert.ok(
        Number(chart.one("Ingress").metadata.annotations["nginx.ingress.kubernetes.io/proxy-send-timeout"]) > 60,
      );
    },
  ],
  [
    "has annotations of yours, which win",
    {
      ingress: {
        enabled: true,
        controller: "nginx",
        annotations: { "nginx.ingress.kubernetes.io/proxy-read-timeout": "99", a: "b" },
      },
    },
    (chart) => {
      const { annotations } = chart.one("Ingress").metadata;
      assert.deepEqual([annotations["nginx.ingress.kubernetes.io/proxy-read-timeout"], annotations.a], ["99", "b"]);
    },
  ],
]);

const ROUTE = { httpRoute: { enabled: true, parentRefs: [{ name: "web", namespace: "infra", sectionName: "https" }] } };
const GATEWAY = { apis: ["gateway.networking.k8s.io/v1/HTTPRoute"] };
rendersAs("an HTTPRoute", [
  [
    "belongs to its Gateways and leads both paths without a time limit",
    ROUTE,
    (chart) => {
      const { parentRefs, hostnames, rules } = chart.one("HTTPRoute").spec;
      assert.deepEqual(
        [parentRefs, hostnames],
        [[{ name: "web", namespace: "infra", sectionName: "https" }], ["rd.example.com"]],
      );
      assert.deepEqual(
        rules.map((one: Manifest) => [one.matches[0].path.value, one.backendRefs[0].name, one.backendRefs[0].port]),
        [
          ["/ws/id", "fairlead-rendezvous-internal", 21_118],
          ["/ws/relay", "fairlead-pool-relays", 21_119],
        ],
      );
      for (const { timeouts } of rules) assert.deepEqual(timeouts, { request: "0s", backendRequest: "0s" });
    },
    GATEWAY,
  ],
  [
    "has host names, timeouts and annotations of yours",
    {
      httpRoute: {
        ...ROUTE.httpRoute,
        hostnames: ["a.example.com"],
        timeouts: { request: "1h" },
        annotations: { a: "b" },
      },
    },
    (chart) => {
      const { metadata, spec } = chart.one("HTTPRoute");
      assert.deepEqual(
        [spec.hostnames, spec.rules[0].timeouts.request, metadata.annotations],
        [["a.example.com"], "1h", { a: "b" }],
      );
    },
    GATEWAY,
  ],
  [
    "leaves relays to themselves where each has an address",
    { ...ROUTE, relayPool: { exposure: { mode: "nodePort" } } },
    (chart) => assert.equal(chart.one("HTTPRoute").spec.rules.length, 1),
    GATEWAY,
  ],
  [
    "is rendered without a cluster to ask when checks are off",
    { ...ROUTE, capabilityChecks: false },
    (chart) => assert.ok(chart.has("HTTPRoute")),
  ],
]);

const CERTIFICATE = {
  ingress: { enabled: true },
  certManager: { certificate: { enabled: true, issuerRef: { name: "letsencrypt" } } },
};
const CERT_MANAGER = { apis: ["cert-manager.io/v1/Certificate"] };
rendersAs("a Certificate", [
  [
    "is for the Ingress' host, into its Secret",
    CERTIFICATE,
    (chart) => {
      const { spec } = chart.one("Certificate");
      assert.deepEqual(
        [spec.dnsNames, spec.secretName, spec.issuerRef],
        [
          ["rd.example.com"],
          chart.one("Ingress").spec.tls[0].secretName,
          { name: "letsencrypt", kind: "ClusterIssuer", group: "cert-manager.io" },
        ],
      );
    },
    CERT_MANAGER,
  ],
  [
    "follows the Ingress' host, Secret and times",
    {
      ingress: { enabled: true, host: "w.example.com", tls: { secretName: "s" } },
      certManager: {
        certificate: { enabled: true, issuerRef: { name: "i", kind: "Issuer" }, duration: "24h", renewBefore: "8h" },
      },
    },
    (chart) => {
      const { spec } = chart.one("Certificate");
      assert.deepEqual(
        [spec.dnsNames, spec.secretName, spec.issuerRef.kind, spec.duration, spec.renewBefore],
        [["w.example.com"], "s", "Issuer", "24h", "8h"],
      );
    },
    CERT_MANAGER,
  ],
]);

const MONITORS = { apis: ["monitoring.coreos.com/v1/PodMonitor", "monitoring.coreos.com/v1/ServiceMonitor"] };
const MORE = {
  enabled: true,
  interval: "30s",
  additionalLabels: { release: "prometheus" },
  annotations: { a: "b" },
  relabelings: [{ action: "labeldrop", regex: "x" }],
  metricRelabelings: [{ action: "drop", regex: "y" }],
};
rendersAs("metrics", [
  [
    "are told of by annotations, where no monitor is",
    {},
    (chart) => {
      for (const component of ["rendezvous", "relay", "controller"])
        assert.equal(chart.pod(component).metadata.annotations["prometheus.io/port"], "9090");
      assert.equal(chart.pod("redis").metadata.annotations["prometheus.io/scrape"], undefined);
      assert.ok(!chart.has("PodMonitor") && !chart.has("ServiceMonitor"));
    },
  ],
  [
    "are not told of when nobody wants that",
    { metrics: { annotations: false } },
    (chart) => assert.equal(chart.pod("relay").metadata.annotations, undefined),
  ],
  [
    "are scraped from every pod by one PodMonitor, with labels of yours",
    { metrics: { podMonitor: MORE } },
    (chart) => {
      const { metadata, spec } = chart.one("PodMonitor");
      assert.deepEqual(
        [metadata.labels.release, metadata.annotations.a, spec.namespaceSelector.matchNames],
        ["prometheus", "b", ["fl"]],
      );
      assert.deepEqual(spec.podMetricsEndpoints, [
        {
          port: "ops",
          path: "/metrics",
          interval: "30s",
          scrapeTimeout: "10s",
          relabelings: MORE.relabelings,
          metricRelabelings: MORE.metricRelabelings,
        },
      ]);
      for (const component of ["rendezvous", "relay", "controller"]) {
        assert.ok(spec.selector.matchExpressions[0].values.includes(component));
        assert.equal(chart.pod(component).metadata.annotations?.["prometheus.io/scrape"], undefined);
      }
    },
    MONITORS,
  ],
  [
    "are scraped by a ServiceMonitor, through a Service of all pods, ready or not",
    { metrics: { serviceMonitor: MORE } },
    (chart) => {
      const { metadata, spec } = chart.one("ServiceMonitor");
      const service = chart.one("Service", "-metrics");
      assert.deepEqual(
        [
          metadata.labels.release,
          spec.endpoints[0].port,
          service.spec.clusterIP,
          service.spec.publishNotReadyAddresses,
        ],
        ["prometheus", "ops", "None", true],
      );
      for (const [name, value] of Object.entries(spec.selector.matchLabels))
        assert.equal(service.metadata.labels[name], value);
    },
    MONITORS,
  ],
]);

rendersAs("helm test", [
  [
    "is a client with the public key, that asks which addresses are published",
    {},
    (chart) => {
      assert.equal(chart.one("Pod", "-test").metadata.annotations["helm.sh/hook"], "test");
      assert.deepEqual(chart.args("test"), [
        "kube-test",
        "--namespace=$(POD_NAMESPACE)",
        "--instance=fairlead",
        "--server=fairlead-rendezvous-internal:21116",
      ]);
      assert.equal(
        chart.container("test").env.find((one: Manifest) => one.name === "KEY").valueFrom.configMapKeyRef.name,
        "fairlead-public-key",
      );
      assert.deepEqual(chart.one("Role", "-test").rules, [
        { apiGroups: ["fairlead.io"], resources: ["rendezvousclusters", "relayinstances"], verbs: ["list"] },
      ]);
    },
  ],
  [
    "is not there when not wanted",
    { test: { enabled: false } },
    (chart) => assert.ok(!chart.has("Pod") && !chart.has("Role", "-test")),
  ],
]);
