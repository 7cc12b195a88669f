import assert from "node:assert/strict";
import { rendersAs } from "./render-table.ts";

const GATEWAY = "gateway.networking.k8s.io/v1/HTTPRoute";

rendersAs("the default pool", [
  [
    "is a mesh of two behind one balancer, proven before it is published",
    {},
    (chart) => {
      const { replicas, exposure } = chart.pool();
      assert.deepEqual(
        [replicas, exposure.mode, exposure.serviceType, exposure.probe, exposure.ports.tcp],
        [2, "mesh", "LoadBalancer", "required", 21_117],
      );
    },
  ],
  [
    "has a name and an owner that the controller knows: no object of ours is in the release",
    { relayPool: { name: "edge" } },
    (chart) => {
      assert.equal(chart.told("relay-pool.yaml").metadata.name, "edge");
      assert.deepEqual(
        ["RendezvousCluster", "RelayPool", "RelayInstance", "Tenant"].flatMap((kind) => chart.all(kind)),
        [],
      );
    },
  ],
  [
    "is none when you bring all pools",
    { relayPool: { enabled: false } },
    (chart) => assert.equal(chart.told("relay-pool.yaml"), undefined),
  ],
  ...["hostPort", "hostNetwork", "nodePort", "perPodLoadBalancer", "sharedLoadBalancer", "mesh"].map(
    (mode) =>
      [
        `exposes by ${mode}`,
        { relayPool: { exposure: { mode } }, networkPolicy: { nodeCidrs: ["192.0.2.0/24"] } },
        (chart) => {
          const { exposure } = chart.pool();
          assert.equal(exposure.mode, mode);
          assert.equal(exposure.serviceType, mode === "mesh" ? "LoadBalancer" : undefined);
          assert.equal(exposure.portBase, mode === "sharedLoadBalancer" ? 31_000 : undefined);
        },
      ] as const satisfies import("./render-table.ts").RenderRow,
  ),
  [
    "exposes by gateway: routes of the Gateways named, under the host",
    { relayPool: { exposure: { mode: "gateway", gateway: { parentRefs: [{ name: "web", namespace: "infra" }] } } } },
    (chart) => {
      const { exposure } = chart.pool();
      assert.deepEqual(
        [exposure.host, exposure.gateway.kind, exposure.gateway.parentRefs],
        ["rd.example.com", "HTTPRoute", [{ name: "web", namespace: "infra" }]],
      );
      assert.equal(chart.told("controller.yaml").integrations.gatewayApi, true);
    },
    { apis: [GATEWAY] },
  ],
  [
    "exposes by gateway with Ingresses of any controller, whose idle timeouts are long",
    {
      ingress: { controller: "nginx" },
      relayPool: { exposure: { mode: "gateway", gateway: { kind: "Ingress", ingressClassName: "nginx" } } },
    },
    (chart) => {
      const { gateway } = chart.pool().exposure;
      assert.deepEqual(
        [gateway.kind, gateway.ingressClassName, gateway.tlsSecretName],
        ["Ingress", "nginx", "fairlead-tls"],
      );
      assert.ok(Number(gateway.annotations["nginx.ingress.kubernetes.io/proxy-read-timeout"]) > 60);
      assert.equal(chart.told("controller.yaml").integrations.gatewayApi, false);
    },
  ],
  [
    "has a host of its own at the gateway",
    {
      relayPool: {
        exposure: {
          mode: "gateway",
          host: "relay.example.com",
          gateway: { parentRefs: [{ name: "web" }], annotations: { a: "1" } },
        },
      },
    },
    (chart) => {
      assert.deepEqual(
        [chart.pool().exposure.host, chart.pool().exposure.gateway.annotations],
        ["relay.example.com", { a: "1" }],
      );
    },
    { apis: [GATEWAY] },
  ],
  [
    "has no gateway API where nothing asks for it",
    {},
    (chart) => assert.equal(chart.told("controller.yaml").integrations.gatewayApi, false),
  ],
  [
    "has ports, a template, a port base, a probe, source ranges",
    {
      relayPool: {
        exposure: {
          mode: "sharedLoadBalancer",
          ports: { tcp: 30_117 },
          portBase: 40_000,
          probe: "warn",
          host: "r.example.com",
          advertise: "{host}:{port}",
          loadBalancerSourceRanges: ["198.51.100.0/24"],
        },
      },
    },
    (chart) => {
      const { ports, portBase, probe, host, advertise, loadBalancerSourceRanges } = chart.pool().exposure;
      assert.deepEqual(
        [ports.tcp, portBase, probe, host, advertise, loadBalancerSourceRanges],
        [30_117, 40_000, "warn", "r.example.com", "{host}:{port}", ["198.51.100.0/24"]],
      );
    },
  ],
  [
    "has a domain where each relay has an address",
    {
      externalDns: { enabled: true },
      relayPool: { exposure: { mode: "perPodLoadBalancer", domain: "relays.example.com" } },
    },
    (chart) => {
      assert.equal(chart.pool().exposure.domain, "relays.example.com");
      assert.equal(chart.told("controller.yaml").integrations.externalDns, true);
    },
  ],
  [
    "has the preset's annotations and class at its balancers; yours win",
    {
      service: { preset: "aws-nlb-ip" },
      relayPool: {
        exposure: {
          mode: "perPodLoadBalancer",
          serviceAnnotations: { mine: "1", "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal" },
        },
      },
    },
    (chart) => {
      const { serviceAnnotations, loadBalancerClass } = chart.pool().exposure;
      assert.equal(loadBalancerClass, "service.k8s.aws/nlb");
      assert.deepEqual(
        [serviceAnnotations.mine, serviceAnnotations["service.beta.kubernetes.io/aws-load-balancer-scheme"]],
        ["1", "internal"],
      );
      assert.equal(serviceAnnotations["service.beta.kubernetes.io/aws-load-balancer-nlb-target-type"], "ip");
    },
  ],
  [
    "has none of them where there is no balancer",
    { service: { preset: "aws-nlb-ip" }, relayPool: { exposure: { mode: "nodePort" } } },
    (chart) => {
      assert.deepEqual(
        [chart.pool().exposure.serviceAnnotations, chart.pool().exposure.loadBalancerClass],
        [undefined, undefined],
      );
    },
  ],
  [
    "has a probe that is off, which is a word and no boolean",
    { relayPool: { exposure: { probe: "off" } } },
    (chart) => assert.equal(chart.pool().exposure.probe, "off"),
  ],
  [
    "has a class of its own",
    { relayPool: { exposure: { loadBalancerClass: "a/b" } } },
    (chart) => assert.equal(chart.pool().exposure.loadBalancerClass, "a/b"),
  ],
  [
    "is a mesh behind an Ingress alone",
    { relayPool: { exposure: { serviceType: "ClusterIP", advertise: "wss://rd.example.com/ws/relay" } } },
    (chart) => {
      const { serviceType, advertise, loadBalancerClass } = chart.pool().exposure;
      assert.deepEqual(
        [serviceType, advertise, loadBalancerClass],
        ["ClusterIP", "wss://rd.example.com/ws/relay", undefined],
      );
    },
  ],
  [
    "has a region, and nothing of it by default",
    { relayPool: { region: { name: "eu-central", latitude: 50.11, longitude: 0 } } },
    (chart) => {
      assert.deepEqual(chart.pool().region, { name: "eu-central", latitude: 50.11, longitude: 0 });
    },
  ],
  [
    "says nothing that is not known: region, capacity, tenants",
    {},
    (chart) => {
      const { region, capacity, tenants, podTemplate } = chart.pool();
      assert.deepEqual([region, capacity, tenants, podTemplate], [undefined, undefined, undefined, undefined]);
    },
  ],
  [
    "has a capacity",
    { relayPool: { capacity: { mbitPerSecond: 950, sessions: 400 } } },
    (chart) => assert.deepEqual(chart.pool().capacity, { mbitPerSecond: 950, sessions: 400 }),
  ],
  [
    "has half a capacity",
    { relayPool: { capacity: { sessions: 400 } } },
    (chart) => assert.deepEqual(chart.pool().capacity, { sessions: 400 }),
  ],
  [
    "drains for four hours and cuts nothing",
    {},
    (chart) => {
      assert.deepEqual(chart.pool().drain, {
        deadlineSeconds: 14_400,
        acceptAssignedSeconds: 90,
        cutAtDeadline: false,
      });
    },
  ],
  [
    "drains as told",
    { relayPool: { drain: { deadlineSeconds: 60, cutAtDeadline: true } } },
    (chart) => {
      assert.deepEqual(chart.pool().drain, { deadlineSeconds: 60, acceptAssignedSeconds: 90, cutAtDeadline: true });
    },
  ],
  [
    "is for some tenants",
    { relayPool: { tenants: { allow: ["a", "b"] } } },
    (chart) => assert.deepEqual(chart.pool().tenants.allow, ["a", "b"]),
  ],
  [
    "adds to its pods what it may",
    {
      relayPool: {
        podTemplate: { nodeSelector: { edge: "yes" }, resources: { requests: { cpu: "2" } }, labels: { x: "1" } },
      },
    },
    (chart) => {
      assert.deepEqual(chart.pool().podTemplate, {
        nodeSelector: { edge: "yes" },
        resources: { requests: { cpu: "2" } },
        labels: { x: "1" },
      });
    },
  ],
]);
