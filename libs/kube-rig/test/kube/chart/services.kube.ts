import assert from "node:assert/strict";
import { rendersAs } from "./render-table.ts";
import type { Manifest, RenderedChart } from "./rendered-chart.ts";

const front = (chart: RenderedChart): readonly Manifest[] =>
  chart.all("Service").filter(({ metadata }) => metadata.labels["fairlead.io/front"] === "true");
const ports = ({ spec }: Manifest): readonly string[] =>
  spec.ports.map((one: Manifest) => `${one.port}/${one.protocol}`);

rendersAs("the Service in front of the rendezvous", [
  [
    "is one balancer with TCP and UDP",
    {},
    (chart) => {
      const [one, ...others] = front(chart);
      assert.deepEqual([one.metadata.name, one.spec.type, others.length], ["fairlead-rendezvous", "LoadBalancer", 0]);
      assert.deepEqual(ports(one), ["21115/TCP", "21116/TCP", "21116/UDP", "21118/TCP"]);
    },
  ],
  [
    "keeps source addresses and has no affinity [KU-24]",
    {},
    (chart) => {
      for (const { spec } of front(chart))
        assert.deepEqual([spec.externalTrafficPolicy, spec.sessionAffinity], ["Local", "None"]);
    },
  ],
  [
    "keeps source addresses in every mode and preset [KU-24]",
    { service: { preset: "aws-nlb-ip", split: true } },
    (chart) => {
      assert.equal(front(chart).length, 2);
      for (const { spec } of front(chart))
        assert.deepEqual([spec.externalTrafficPolicy, spec.sessionAffinity], ["Local", "None"]);
    },
  ],
  [
    "leads to rendezvous pods alone",
    {},
    (chart) => {
      const { "app.kubernetes.io/component": component } = front(chart)[0].spec.selector;
      assert.equal(component, "rendezvous");
      const { labels } = chart.pod("rendezvous").metadata;
      for (const [name, value] of Object.entries(front(chart)[0].spec.selector)) assert.equal(labels[name], value);
    },
  ],
  [
    "is two when split, each with its protocol",
    { service: { split: true } },
    (chart) => {
      assert.deepEqual(
        front(chart).map((one) => [one.metadata.name, ports(one)]),
        [
          ["fairlead-rendezvous-tcp", ["21115/TCP", "21116/TCP", "21118/TCP"]],
          ["fairlead-rendezvous-udp", ["21116/UDP"]],
        ],
      );
    },
  ],
  [
    "shares one address when split by metallb",
    { service: { split: true, preset: "metallb" } },
    (chart) => {
      for (const { metadata } of front(chart))
        assert.equal(metadata.annotations["metallb.io/allow-shared-ip"], "fairlead-rendezvous");
    },
  ],
  [
    "has annotations of either half",
    { service: { split: true, annotations: { a: "1" }, tcpAnnotations: { t: "1" }, udpAnnotations: { u: "1" } } },
    (chart) => {
      assert.deepEqual(
        front(chart).map(({ metadata }) => Object.keys(metadata.annotations).sort()),
        [
          ["a", "t"],
          ["a", "u"],
        ],
      );
    },
  ],
  [
    "is without WebSocket where it comes by Ingress alone",
    { service: { webSocket: false } },
    (chart) => {
      assert.deepEqual(ports(front(chart)[0]), ["21115/TCP", "21116/TCP", "21116/UDP"]);
      assert.ok(chart.args("test").includes("--no-web-socket"));
    },
  ],
  [
    "follows the main port",
    { ports: { main: 30_000 } },
    (chart) => assert.deepEqual(ports(front(chart)[0]), ["29999/TCP", "30000/TCP", "30000/UDP", "30002/TCP"]),
  ],
  [
    "has a class, an address and source ranges",
    { service: { loadBalancerClass: "x/y", loadBalancerIP: "192.0.2.1", sourceRanges: ["198.51.100.0/24"] } },
    (chart) => {
      const { spec } = front(chart)[0];
      assert.deepEqual(
        [spec.loadBalancerClass, spec.loadBalancerIP, spec.loadBalancerSourceRanges],
        ["x/y", "192.0.2.1", ["198.51.100.0/24"]],
      );
    },
  ],
  [
    "has none of these by default",
    {},
    (chart) => {
      const { spec, metadata } = front(chart)[0];
      assert.deepEqual(
        [spec.loadBalancerClass, spec.loadBalancerIP, spec.loadBalancerSourceRanges, metadata.annotations],
        [undefined, undefined, undefined, undefined],
      );
    },
  ],
  [
    "preset aws-nlb-ip: pods as targets, sources kept, TCP and UDP on one port, health by /readyz",
    { service: { preset: "aws-nlb-ip" } },
    (chart) => {
      const {
        spec,
        metadata: { annotations },
      } = front(chart)[0];
      const of = (name: string): string => annotations[`service.beta.kubernetes.io/aws-load-balancer-${name}`];
      assert.equal(spec.loadBalancerClass, "service.k8s.aws/nlb");
      assert.deepEqual(
        [of("nlb-target-type"), of("enable-tcp-udp-listener"), of("healthcheck-path"), of("healthcheck-port")],
        ["ip", "true", "/readyz", "9090"],
      );
      assert.match(of("target-group-attributes"), /preserve_client_ip.enabled=true/);
    },
  ],
  [
    "preset aws-nlb-instance",
    { service: { preset: "aws-nlb-instance" } },
    (chart) => {
      assert.equal(
        front(chart)[0].metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-nlb-target-type"],
        "instance",
      );
    },
  ],
  [
    "preset gke",
    { service: { preset: "gke" } },
    (chart) => assert.equal(front(chart)[0].metadata.annotations["cloud.google.com/l4-rbs"], "enabled"),
  ],
  [
    "preset aks",
    { service: { preset: "aks" } },
    (chart) => {
      assert.equal(
        front(chart)[0].metadata.annotations["service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout"],
        "30",
      );
    },
  ],
  [
    "preset digitalocean",
    { service: { preset: "digitalocean" } },
    (chart) => {
      assert.equal(
        front(chart)[0].metadata.annotations["service.beta.kubernetes.io/do-loadbalancer-type"],
        "REGIONAL_NETWORK",
      );
    },
  ],
  [
    "preset oci",
    { service: { preset: "oci" } },
    (chart) => {
      assert.equal(
        front(chart)[0].metadata.annotations["oci-network-load-balancer.oraclecloud.com/is-preserve-source"],
        "true",
      );
    },
  ],
  [
    "annotations of yours win over the preset's",
    { service: { preset: "gke", annotations: { "cloud.google.com/l4-rbs": "no" } } },
    (chart) => {
      assert.equal(front(chart)[0].metadata.annotations["cloud.google.com/l4-rbs"], "no");
    },
  ],
  [
    "PROXY protocol: TCP by it, UDP directly",
    {
      trustedProxies: ["10.0.0.0/8"],
      service: { split: true, preset: "digitalocean", proxyProtocol: { enabled: true } },
    },
    (chart) => {
      const name = "service.beta.kubernetes.io/do-loadbalancer-enable-proxy-protocol";
      assert.deepEqual(
        front(chart).map(({ metadata }) => metadata.annotations[name]),
        ["true", undefined],
      );
    },
  ],
  [
    "PROXY protocol may have any policy for TCP, never for UDP",
    {
      trustedProxies: ["10.0.0.0/8"],
      service: { split: true, externalTrafficPolicy: "Cluster", proxyProtocol: { enabled: true } },
    },
    (chart) => {
      assert.deepEqual(
        front(chart).map(({ spec }) => spec.externalTrafficPolicy),
        ["Cluster", "Local"],
      );
    },
  ],
  [
    "node ports stay together: p - 1, p, p + 2",
    { service: { mode: "nodePort", nodePorts: { main: 30_116 } } },
    (chart) => {
      const [{ spec }] = front(chart);
      assert.deepEqual(
        [spec.type, spec.externalTrafficPolicy, spec.ports.map((one: Manifest) => one.nodePort)],
        ["NodePort", "Local", [30_115, 30_116, 30_116, 30_118]],
      );
      // Pods listen there too: what they tell of themselves is what clients dial.
      assert.deepEqual(ports(chart.one("Service", "fairlead-rendezvous")), [
        "30115/TCP",
        "30116/TCP",
        "30116/UDP",
        "30118/TCP",
      ]);
      assert.equal(chart.container("rendezvous").env.find((one: Manifest) => one.name === "PORT").value, "30116");
      assert.equal(chart.told("rendezvous-cluster.yaml").spec.ports.main, 30_116);
    },
  ],
  [
    "a balancer's annotations are not on node ports",
    { service: { mode: "nodePort", nodePorts: { main: 30_116 }, preset: "gke" } },
    (chart) => {
      assert.equal(front(chart)[0].metadata.annotations, undefined);
    },
  ],
  [
    "clusterIP: nothing but the inner Service",
    { service: { mode: "clusterIP" } },
    (chart) => {
      assert.equal(front(chart).length, 0);
      assert.deepEqual(ports(chart.one("Service", "-rendezvous-internal")), [
        "21115/TCP",
        "21116/TCP",
        "21116/UDP",
        "21118/TCP",
      ]);
    },
  ],
  [
    "external-dns gets the host, once",
    { externalDns: { enabled: true, ttlSeconds: 30 }, service: { split: true } },
    (chart) => {
      assert.deepEqual(
        front(chart).map(({ metadata }) => metadata.annotations?.["external-dns.alpha.kubernetes.io/hostname"]),
        ["rd.example.com", undefined],
      );
      assert.equal(front(chart)[0].metadata.annotations["external-dns.alpha.kubernetes.io/ttl"], "30");
      assert.equal(chart.told("controller.yaml").integrations.externalDns, true);
    },
  ],
  [
    "every Service is dual stack when asked",
    { ipFamilyPolicy: "RequireDualStack", ipFamilies: ["IPv4", "IPv6"], ingress: { enabled: true } },
    (chart) => {
      for (const { spec, metadata } of chart.all("Service"))
        assert.deepEqual([spec.ipFamilyPolicy, spec.ipFamilies], ["RequireDualStack", ["IPv4", "IPv6"]], metadata.name);
      assert.equal(chart.told("controller.yaml").ipFamilyPolicy, "RequireDualStack");
      assert.deepEqual(chart.told("controller.yaml").ipFamilies, ["IPv4", "IPv6"]);
    },
  ],
  [
    "none says families by default",
    {},
    (chart) => {
      for (const { spec } of chart.all("Service")) assert.equal(spec.ipFamilyPolicy, undefined);
    },
  ],
]);
