import assert from "node:assert/strict";
import { type RenderRow, rendersAs } from "./render-table.ts";
import type { Manifest, RenderedChart } from "./rendered-chart.ts";

const POD_LABELS = (component: string) => ({
  "app.kubernetes.io/name": "fairlead",
  "app.kubernetes.io/instance": "fairlead",
  "app.kubernetes.io/component": component,
});
type Labels = Readonly<Record<string, string>>;
const matches = (selector: Manifest, labels: Labels): boolean =>
  Object.entries(selector?.matchLabels ?? {}).every(([name, value]) => labels[name] === value);
const peerMatches = (peer: Manifest, labels: Labels): boolean =>
  peer.podSelector !== undefined && peer.namespaceSelector === undefined && matches(peer.podSelector, labels);

/** What Kubernetes' rules say of one flow within the release: some policy of each end lets it through. `undefined` = an end outside. */
function allowed(
  chart: RenderedChart,
  from: string | undefined,
  to: string | undefined,
  port: number,
  protocol = "TCP",
): boolean {
  const side = (component: string, direction: "ingress" | "egress", other: string | undefined): boolean =>
    chart
      .all("NetworkPolicy")
      .filter(({ spec }) => matches(spec.podSelector, POD_LABELS(component)))
      .flatMap(({ spec }) => spec[direction] ?? [])
      .some((rule: Manifest) => {
        const peers: readonly Manifest[] | undefined = direction === "ingress" ? rule.from : rule.to;
        const peerOk =
          peers === undefined || (other !== undefined && peers.some((peer) => peerMatches(peer, POD_LABELS(other))));
        const portOk = rule.ports.some(
          (one: Manifest) => one.protocol === protocol && port >= one.port && port <= (one.endPort ?? one.port),
        );
        return peerOk && portOk;
      });
  return (from === undefined || side(from, "egress", to)) && (to === undefined || side(to, "ingress", from));
}

type Flow = readonly [from: string | undefined, to: string | undefined, port: number, protocol?: "TCP" | "UDP"];
const NEEDED: readonly Flow[] = [
  [undefined, "rendezvous", 21_115],
  [undefined, "rendezvous", 21_116],
  [undefined, "rendezvous", 21_116, "UDP"],
  [undefined, "rendezvous", 21_118],
  [undefined, "relay", 21_117],
  [undefined, "relay", 21_119],
  ["rendezvous", "rendezvous", 9092],
  ["rendezvous", "relay", 9092],
  ["relay", "rendezvous", 9092],
  ["relay", "relay", 9092],
  ["relay", "relay", 9093],
  ["rendezvous", "redis", 6379],
  ["relay", "redis", 6379],
  ["controller", "redis", 6379],
  ["rendezvous", "relay", 21_117],
  ["controller", "relay", 21_117],
  ["controller", "relay", 21_119],
  ["controller", undefined, 31_117],
  ["rendezvous", undefined, 31_117],
  ["controller", undefined, 443],
  ["controller", undefined, 6443],
  ["init", undefined, 6443],
  ["test", undefined, 6443],
  ["test", "rendezvous", 21_115],
  ["test", "rendezvous", 21_116],
  ["test", "rendezvous", 21_116, "UDP"],
  ["test", "rendezvous", 21_118],
  ["test", "relay", 21_117],
  ["test", "relay", 21_119],
  ...["rendezvous", "relay", "controller", "init", "test"].flatMap((component): readonly Flow[] => [
    [component, undefined, 53, "UDP"],
    [component, undefined, 53, "TCP"],
  ]),
];
const FORBIDDEN: readonly Flow[] = [
  [undefined, "redis", 6379],
  [undefined, "rendezvous", 9092],
  [undefined, "relay", 9092],
  [undefined, "relay", 9093],
  [undefined, "controller", 443],
  ["test", "redis", 6379],
  ["init", "redis", 6379],
  ["redis", undefined, 443],
  ["relay", undefined, 443],
  ["relay", undefined, 6443],
  ["rendezvous", undefined, 6443],
  ["test", "rendezvous", 9092],
  ["rendezvous", "relay", 9093],
  ["controller", "relay", 9092],
  ["relay", "controller", 9090],
  ["rendezvous", undefined, 80],
];
const said = ([from = "outside", to = "anywhere", port, protocol = "TCP"]: Flow): string =>
  `${from} -> ${to} ${port}/${protocol}`;

rendersAs("network policies, read as Kubernetes reads them", [
  [
    "deny by default, in and out, every pod of the release",
    {},
    (chart) => {
      const { podSelector, policyTypes, ingress } = chart.one("NetworkPolicy", "-default-deny").spec;
      assert.deepEqual(
        [podSelector.matchLabels, policyTypes, ingress],
        [
          { "app.kubernetes.io/name": "fairlead", "app.kubernetes.io/instance": "fairlead" },
          ["Ingress", "Egress"],
          undefined,
        ],
      );
    },
  ],
  [
    "are of both directions, each one",
    {},
    (chart) => {
      for (const { spec, metadata } of chart.all("NetworkPolicy"))
        assert.deepEqual(spec.policyTypes, ["Ingress", "Egress"], metadata.name);
    },
  ],
  ...NEEDED.map((flow): RenderRow => [`let through ${said(flow)}`, {}, (chart) => assert.ok(allowed(chart, ...flow))]),
  ...FORBIDDEN.map((flow): RenderRow => [`stop ${said(flow)}`, {}, (chart) => assert.ok(!allowed(chart, ...flow))]),
  [
    "have health and metrics for the cluster's pods",
    {},
    (chart) => {
      for (const end of ["-rendezvous", "-relay", "-controller"]) {
        const rule = chart.one("NetworkPolicy", end).spec.ingress.find((one: Manifest) => one.ports[0].port === 9090);
        assert.deepEqual(rule.from, [{ namespaceSelector: {} }], end);
      }
    },
  ],
  [
    "have them for whom you say",
    { networkPolicy: { opsFrom: [{ namespaceSelector: { matchLabels: { name: "monitoring" } } }] } },
    (chart) => {
      const rule = chart
        .one("NetworkPolicy", "-relay")
        .spec.ingress.find((one: Manifest) => one.ports[0].port === 9090);
      assert.deepEqual(rule.from, [{ namespaceSelector: { matchLabels: { name: "monitoring" } } }]);
    },
  ],
  [
    "have health for a balancer that asks pods themselves",
    { service: { preset: "aws-nlb-ip" } },
    (chart) => assert.ok(allowed(chart, undefined, "rendezvous", 9090)),
  ],
  [
    "let in only your clients' networks, and still what is inside",
    { networkPolicy: { clientCidrs: ["198.51.100.0/24"] } },
    (chart) => {
      assert.ok(!allowed(chart, undefined, "relay", 21_117) && !allowed(chart, undefined, "rendezvous", 21_116, "UDP"));
      for (const flow of [
        ["controller", "relay", 21_117],
        ["test", "relay", 21_117],
        ["test", "rendezvous", 21_116, "UDP"],
        ["rendezvous", "relay", 21_117],
      ] as readonly Flow[])
        assert.ok(allowed(chart, ...flow), said(flow));
      assert.ok(JSON.stringify(chart.one("NetworkPolicy", "-relay").spec.ingress).includes("198.51.100.0/24"));
    },
  ],
  [
    "follow the ports",
    { ports: { main: 30_116 }, relayPool: { exposure: { ports: { tcp: 30_217 } } } },
    (chart) => {
      for (const flow of [
        [undefined, "rendezvous", 30_118],
        [undefined, "relay", 30_219],
        ["controller", "relay", 30_217],
      ] as readonly Flow[])
        assert.ok(allowed(chart, ...flow), said(flow));
    },
  ],
  [
    "let out to the ports of a shared balancer",
    { relayPool: { exposure: { mode: "sharedLoadBalancer", portBase: 40_000 } } },
    (chart) => assert.ok(allowed(chart, "controller", undefined, 40_400)),
  ],
  [
    "let out to an API server of another port",
    { networkPolicy: { apiServerPorts: [7443] } },
    (chart) => {
      assert.ok(allowed(chart, "controller", undefined, 7443) && !allowed(chart, "init", undefined, 6443));
    },
  ],
  [
    "have rules of yours",
    {
      networkPolicy: {
        extraIngress: [{ ports: [{ port: 1, protocol: "TCP" }] }],
        extraEgress: [{ ports: [{ port: 4318, protocol: "TCP" }] }],
      },
    },
    (chart) => {
      assert.ok(allowed(chart, "relay", undefined, 4318) && allowed(chart, undefined, "redis", 1));
    },
  ],
  [
    "are none where not wanted",
    { networkPolicy: { enabled: false } },
    (chart) => assert.deepEqual(chart.all("NetworkPolicy"), []),
  ],
]);
