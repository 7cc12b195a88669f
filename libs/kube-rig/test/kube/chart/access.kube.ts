import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { inRepository } from "../../../src/scripts.ts";
import { rendersAs } from "./render-table.ts";
import type { Manifest, RenderedChart } from "./rendered-chart.ts";

const ROUTES = { relayPool: { exposure: { mode: "gateway", gateway: { parentRefs: [{ name: "web" }] } } } };
const ROUTES_API = { apis: ["gateway.networking.k8s.io/v1/HTTPRoute"] };
const INGRESSES = { relayPool: { exposure: { mode: "gateway", gateway: { kind: "Ingress" } } } };

/** `group/resource verbs @names`, one line a resource. */
function granted(rules: readonly Manifest[]): readonly string[] {
  return rules.flatMap((rule) =>
    rule.apiGroups.flatMap((group: string) =>
      rule.resources.map((resource: string) => {
        const names = (rule.resourceNames ?? []).map((name: string) => ` @${name}`).join("");
        return `${group}/${resource} ${[...rule.verbs].sort().join(" ")}${names}`;
      }),
    ),
  );
}

/** The table of what the controller asks for, in the words of `granted`. */
function asked(): readonly string[] {
  const page = readFileSync(inRepository("services/controller/README.md"), "utf8");
  const rows = [
    ...page.matchAll(
      /^\| (\(core\)(?:, a ClusterRole)?|[a-z.]+\.[a-z0-9.]+|policy) \| ([^|]+) \| ([a-z ]+) \|([^|]*)\|/gm,
    ),
  ];
  return rows.flatMap(([, group = "", resources = "", verbs = "", names = ""]) =>
    resources.split(", ").map((resource) => {
      const only =
        names.trim() === ""
          ? ""
          : names
              .trim()
              .split(", ")
              .map((name) => ` @${name.replace(/^X-/, "fairlead-")}`)
              .join("");
      return `${group.replace(/^\(core\).*/, "")}/${resource} ${verbs.trim().split(" ").sort().join(" ")}${only}`;
    }),
  );
}
const rules = (chart: RenderedChart): readonly Manifest[] => [
  ...chart.one("Role", "-controller").rules,
  ...chart.all("ClusterRole").flatMap((role) => role.rules),
];

rendersAs("the controller's rights", [
  [
    "are those of its own table, and no others [KU-33]",
    ROUTES,
    (chart) => {
      const watched = (line: string): string =>
        line.replace("/ingresses create get list patch watch", "/ingresses get list watch");
      assert.deepEqual([...granted(rules(chart))].sort(), asked().map(watched).sort());
    },
    ROUTES_API,
  ],
  [
    "have no HTTPRoutes where nothing asks for them [KU-33]",
    {},
    (chart) => assert.ok(!granted(rules(chart)).some((line) => line.startsWith("gateway"))),
  ],
  [
    "write Ingresses only where relays have them [KU-33]",
    INGRESSES,
    (chart) => {
      assert.ok(granted(rules(chart)).includes("networking.k8s.io/ingresses create get list patch watch"));
    },
  ],
  [
    "write Ingresses and HTTPRoutes for pools of your own when that is asked for [KU-33]",
    { controller: { routes: { ingresses: true, httpRoutes: true } } },
    (chart) => {
      const lines = granted(rules(chart));
      for (const route of ["networking.k8s.io/ingresses", "gateway.networking.k8s.io/httproutes"])
        assert.ok(lines.includes(`${route} create get list patch watch`), route);
      const { gatewayApi, ingresses } = chart.told("controller.yaml").integrations;
      assert.deepEqual([gatewayApi, ingresses], [true, true]);
    },
    ROUTES_API,
  ],
  [
    "look at Ingresses alone elsewhere [KU-33]",
    {},
    (chart) => assert.ok(granted(rules(chart)).includes("networking.k8s.io/ingresses get list watch")),
  ],
  [
    "never list Secrets, nor write any but two [KU-33]",
    {},
    (chart) => {
      const secrets = granted(rules(chart)).filter((line) => line.startsWith("/secrets"));
      assert.deepEqual(secrets.length, 2);
      assert.ok(
        secrets.every((line) => line.includes("@") && !/\b(list|watch|create|delete)\b/.test(line)),
        secrets.join("; "),
      );
      assert.ok(!secrets.some((line) => /signing-key|redis|admin-token/.test(line)));
    },
  ],
  [
    "have no Secrets at all where certificates are yours [KU-33]",
    { bus: { existingRendezvousSecret: "a", existingRelaySecret: "b" } },
    (chart) => {
      assert.ok(!granted(rules(chart)).some((line) => line.startsWith("/secrets")));
      assert.equal(chart.told("controller.yaml").bus.certificates, "external");
    },
  ],
  [
    "have cert-manager's objects where it renews [KU-33]",
    { certManager: { bus: true } },
    (chart) => {
      assert.ok(granted(rules(chart)).some((line) => line.startsWith("cert-manager.io/certificates")));
      assert.ok(!granted(rules(chart)).some((line) => line.startsWith("/secrets")));
      assert.equal(chart.told("controller.yaml").bus.certificates, "certManager");
    },
    { apis: ["cert-manager.io/v1/Certificate"] },
  ],
  [
    "have no star, no escalation, no exec [KU-33]",
    ROUTES,
    (chart) => {
      const text = JSON.stringify(rules(chart));
      assert.doesNotMatch(text, /\*|escalate|bind|impersonate|pods\/exec|serviceaccounts|"roles|tokenreviews/);
    },
    ROUTES_API,
  ],
  [
    "reach beyond the namespace for nodes alone, to read [KU-33]",
    {},
    (chart) => {
      assert.deepEqual(
        chart.all("ClusterRole").flatMap((role) => granted(role.rules)),
        ["/nodes get list watch"],
      );
      assert.equal(chart.one("ClusterRoleBinding").subjects[0].namespace, "fl");
    },
  ],
  [
    "stay in the namespace where nodes may not be read",
    { controller: { rbac: { nodes: false } } },
    (chart) => {
      assert.deepEqual([chart.names("ClusterRole"), chart.names("ClusterRoleBinding")], [[], []]);
      assert.equal(chart.told("controller.yaml").nodes, false);
    },
  ],
  [
    "are yours to bind",
    { controller: { rbac: { create: false } } },
    (chart) => {
      assert.ok(!chart.has("Role", "-controller") && !chart.has("RoleBinding", "-controller"));
      assert.deepEqual(chart.names("ClusterRole"), []);
    },
  ],
  [
    "are bound to its account",
    { controller: { serviceAccount: { name: "mine" } } },
    (chart) => {
      assert.equal(chart.one("RoleBinding", "-controller").subjects[0].name, "mine");
      assert.equal(chart.one("ClusterRoleBinding").subjects[0].name, "mine");
    },
  ],
]);

rendersAs("the controller", [
  [
    "is two, one of which may be evicted",
    {},
    (chart) => {
      assert.equal(chart.one("Deployment", "-controller").spec.replicas, 2);
      assert.equal(chart.one("PodDisruptionBudget", "-controller").spec.maxUnavailable, 1);
    },
  ],
  [
    "alone has no budget, for none of it could be evicted",
    { controller: { replicas: 1 } },
    (chart) => assert.ok(!chart.has("PodDisruptionBudget", "-controller")),
  ],
  [
    "is started again when what it is told changes",
    {},
    (chart) => {
      const { annotations } = chart.pod("controller").metadata;
      assert.match(annotations["fairlead.io/config"], /^[0-9a-f]{16}$/);
    },
  ],
  [
    "is on different nodes where possible",
    {},
    (chart) => {
      const [{ podAffinityTerm }] =
        chart.pod("controller").spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution;
      assert.equal(podAffinityTerm.topologyKey, "kubernetes.io/hostname");
    },
  ],
  [
    "is told of networks, node ports and Secrets of yours",
    {
      controller: { clusterNetworks: { nodes: ["192.0.2.0/24"], pods: ["10.0.0.0/8"] }, nodePortRange: "20000-22767" },
      bus: { existingCaSecret: "ca" },
      key: { existingPublicKeyConfigMap: "pub" },
    },
    (chart) => {
      const { networks, nodePorts, bus, publicKeyConfigMap } = chart.told("controller.yaml");
      assert.deepEqual(
        [networks, nodePorts],
        [
          { nodes: ["192.0.2.0/24"], pods: ["10.0.0.0/8"] },
          { from: 20_000, to: 22_767 },
        ],
      );
      assert.deepEqual([bus.authoritySecret, publicKeyConfigMap], ["ca", "pub"]);
    },
  ],
  [
    "has its own user of Redis and no other's password",
    {},
    (chart) => {
      const text = JSON.stringify(chart.pod("controller"));
      assert.match(text, /controller-password/);
      assert.doesNotMatch(text, /rendezvous-password|relay-password|admin-password|signing-key/);
    },
  ],
]);
