import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { type RenderRow, rendersAs } from "./render-table.ts";
import { at, type Manifest, merged, type RenderedChart, type Values } from "./rendered-chart.ts";

const COMPONENTS = ["rendezvous", "relay", "controller", "redis", "init", "test"];
const spec = (chart: RenderedChart, component: string): Manifest => chart.pod(component).spec;

const everyPod = (check: (pod: Manifest, container: Manifest, component: string) => void) => (chart: RenderedChart) => {
  assert.deepEqual([...chart.pods().keys()].sort(), [...COMPONENTS].sort());
  for (const [component, pod] of chart.pods()) check(pod, pod.spec.containers[0], component);
};

rendersAs("every pod", [
  [
    "is restricted: no root, seccomp, no capabilities, read-only root, no escalation [KU-33]",
    {},
    everyPod(({ spec: { securityContext } }, container, component) => {
      assert.deepEqual(
        [securityContext.runAsNonRoot, securityContext.runAsUser, securityContext.seccompProfile.type],
        [true, 65_532, "RuntimeDefault"],
        component,
      );
      assert.deepEqual(container.securityContext, {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
    }),
  ],
  [
    "has no host namespaces, no host ports and no host paths by default [KU-33]",
    {},
    everyPod(({ spec: found }, container, component) => {
      assert.deepEqual([found.hostNetwork, found.hostPID, found.hostIPC], [undefined, undefined, undefined], component);
      assert.ok(!(container.ports ?? []).some((port: Manifest) => port.hostPort !== undefined));
      assert.ok(!(found.volumes ?? []).some((volume: Manifest) => volume.hostPath !== undefined));
    }),
  ],
  [
    "may write to /data and /tmp alone",
    {},
    everyPod((_, container, component) => {
      const writable = container.volumeMounts.filter((mount: Manifest) => mount.readOnly !== true);
      assert.deepEqual(writable.map((mount: Manifest) => mount.mountPath).sort(), ["/data", "/tmp"], component);
    }),
  ],
  [
    "mounts only volumes that it has, and has no volume that nothing mounts",
    {},
    everyPod(({ spec: found }, container, component) => {
      const mounted = new Set(container.volumeMounts.map((mount: Manifest) => mount.name));
      const there = new Set(found.volumes.map((volume: Manifest) => volume.name));
      if (component === "redis") there.add("data");
      assert.deepEqual([...mounted].sort(), [...there].sort(), component);
    }),
  ],
  [
    "has requests, a memory limit and no CPU limit",
    {},
    everyPod((_, { resources }, component) => {
      assert.ok(resources.requests.cpu && resources.requests.memory && resources.limits.memory, component);
      assert.equal(resources.limits.cpu, undefined);
    }),
  ],
  [
    "knows no other services by its environment, so that RELAY_PORT of a Service is no setting",
    {},
    everyPod(({ spec: { enableServiceLinks } }, _, component) => assert.equal(enableServiceLinks, false, component)),
  ],
  [
    "gets a token only where it asks the API: controller, init, test [KU-33]",
    {},
    everyPod(({ spec: { automountServiceAccountToken } }, _, component) => {
      assert.equal(automountServiceAccountToken, ["controller", "init", "test"].includes(component), component);
    }),
  ],
  [
    "bears the labels by which the release is found",
    {},
    everyPod(({ metadata: { labels } }, _, component) => {
      assert.equal(labels["app.kubernetes.io/name"], "fairlead");
      assert.equal(labels["app.kubernetes.io/instance"], "fairlead");
      assert.equal(labels["app.kubernetes.io/component"], component);
    }),
  ],
  [
    "bears nothing that a new release of the chart would change, so that an upgrade rolls for a reason",
    {},
    everyPod(({ metadata: { labels } }, _, component) => {
      // The test's pod is made anew each time.
      if (component !== "test") assert.equal(labels["helm.sh/chart"], undefined, component);
    }),
  ],
  [
    "that listens has probes on its own port",
    {},
    (chart) => {
      for (const component of ["rendezvous", "relay", "controller"]) {
        const { startupProbe, livenessProbe, readinessProbe, ports } = chart.container(component);
        assert.ok(ports.some((port: Manifest) => port.name === "ops" && port.containerPort === 9090));
        assert.deepEqual(
          [startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => [httpGet.path, httpGet.port]),
          [
            ["/livez", "ops"],
            ["/livez", "ops"],
            ["/readyz", "ops"],
          ],
        );
      }
    },
  ],
  [
    "takes the commonLabels and commonAnnotations, and so does every other object",
    { commonLabels: { team: "desk" }, commonAnnotations: { owner: "ops" } },
    (chart) => {
      for (const pod of chart.pods().values()) assert.equal(pod.metadata.labels.team, "desk");
      for (const { kind, metadata } of chart.manifests) assert.equal(metadata.labels.team, "desk", kind);
      assert.ok(chart.manifests.filter(({ metadata }) => metadata.annotations?.owner === "ops").length > 20);
      assert.equal(chart.told("controller.yaml").labels.team, "desk");
    },
  ],
]);

const EXTRAS: readonly (readonly [name: string, value: unknown, found: (pod: Manifest) => unknown])[] = [
  ["podLabels", { tier: "edge" }, ({ metadata }) => metadata.labels],
  ["podAnnotations", { note: "x" }, ({ metadata }) => metadata.annotations],
  ["nodeSelector", { pool: "big" }, ({ spec: found }) => found.nodeSelector],
  ["tolerations", [{ key: "edge", operator: "Exists" }], ({ spec: found }) => found.tolerations],
  ["affinity", { nodeAffinity: {} }, ({ spec: found }) => found.affinity],
  ["priorityClassName", "high", ({ spec: found }) => found.priorityClassName],
  ["extraEnv", [{ name: "X", value: "1" }], ({ spec: found }) => found.containers[0].env.slice(-1)],
  ["extraVolumes", [{ name: "more", emptyDir: {} }], ({ spec: found }) => found.volumes.slice(-1)],
  [
    "extraVolumeMounts",
    [{ name: "tmp", mountPath: "/more" }],
    ({ spec: found }) => found.containers[0].volumeMounts.slice(-1),
  ],
  ["resources", { requests: { cpu: "2" } }, ({ spec: found }) => found.containers[0].resources],
];

const isPart = (whole: Manifest, part: Manifest): boolean =>
  typeof part === "object" && part !== null && !Array.isArray(part)
    ? Object.entries(part).every(([key, value]) => isPart(whole?.[key], value))
    : isDeepStrictEqual(whole, part);

for (const component of COMPONENTS) {
  rendersAs(
    `what may be added to pods of ${component}`,
    EXTRAS.map(([name, value, found]): RenderRow => {
      const values = at(`${component}.${name}`, value);
      return [
        name,
        values,
        (chart) => assert.ok(isPart(found(chart.pod(component)), value), JSON.stringify(found(chart.pod(component)))),
      ];
    }),
  );
}

const ACCOUNTS: readonly RenderRow[] = ["rendezvous", "relay", "controller", "redis"].flatMap(
  (component): readonly RenderRow[] => [
    [
      `of ${component} may be yours`,
      at(`${component}.serviceAccount.name`, "mine"),
      (chart) => {
        assert.equal(spec(chart, component).serviceAccountName, "mine");
        assert.ok(!chart.has("ServiceAccount", `-${component}`));
      },
    ],
    [
      `of ${component} may have annotations`,
      at(`${component}.serviceAccount.annotations`, { "eks.amazonaws.com/role-arn": "arn" }),
      (chart) => {
        const { metadata } = chart.one("ServiceAccount", `-${component}`);
        assert.equal(metadata.annotations["eks.amazonaws.com/role-arn"], "arn");
      },
    ],
  ],
);
rendersAs("the ServiceAccount", ACCOUNTS);

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const images = (chart: RenderedChart): readonly string[] => [
  ...new Set([...chart.pods().values()].map((pod) => pod.spec.containers[0].image as string)),
];
const REDIS = "docker.io/library/redis:7.2-bookworm";
rendersAs("images", [
  [
    "one for all roles, with the chart's version as tag, and Redis",
    {},
    (chart) => {
      assert.deepEqual([...images(chart)].sort(), [REDIS, "registry.example.com/fairlead:0.1.0"]);
    },
  ],
  [
    "a tag",
    { image: { tag: "edge" } },
    (chart) => assert.ok(images(chart).includes("registry.example.com/fairlead:edge")),
  ],
  [
    "a digest wins over the tag",
    { image: { tag: "edge", digest: DIGEST } },
    (chart) => {
      assert.ok(images(chart).includes(`registry.example.com/fairlead@${DIGEST}`));
    },
  ],
  [
    "Redis' digest",
    { redis: { image: { digest: DIGEST } } },
    (chart) => {
      assert.ok(images(chart).includes(`docker.io/library/redis@${DIGEST}`));
    },
  ],
  [
    "another registry for all",
    { global: { imageRegistry: "mirror.example.com:5000/x" } },
    (chart) => {
      assert.deepEqual([...images(chart)].sort(), [
        "mirror.example.com:5000/x/fairlead:0.1.0",
        "mirror.example.com:5000/x/library/redis:7.2-bookworm",
      ]);
    },
  ],
  [
    "another registry in front of a name without one",
    { image: { repository: "team/fairlead" }, global: { imageRegistry: "m.example.com" } },
    (chart) => {
      assert.ok(images(chart).includes("m.example.com/team/fairlead:0.1.0"));
    },
  ],
  [
    "a registry with a port is a registry",
    { image: { repository: "localhost:5000/fairlead" } },
    (chart) => {
      assert.ok(images(chart).includes("localhost:5000/fairlead:0.1.0"));
    },
  ],
  [
    "the pull policy",
    { image: { pullPolicy: "Always" } },
    (chart) => {
      for (const component of ["rendezvous", "relay", "controller", "init", "test"])
        assert.equal(chart.container(component).imagePullPolicy, "Always");
      assert.equal(chart.container("redis").imagePullPolicy, "IfNotPresent");
    },
  ],
  [
    "pull Secrets, each once, for every pod",
    { global: { imagePullSecrets: ["a", "b"] }, image: { pullSecrets: ["b", "c"] } },
    (chart) => {
      for (const pod of chart.pods().values())
        assert.deepEqual(pod.spec.imagePullSecrets, [{ name: "a" }, { name: "b" }, { name: "c" }]);
    },
  ],
  [
    "none are asked for by default",
    {},
    (chart) => {
      for (const pod of chart.pods().values()) assert.equal(pod.spec.imagePullSecrets, undefined);
    },
  ],
]);

const named = (values: Values, release: string, names: readonly string[]): RenderRow => [
  `release ${release}${Object.keys(values).length === 0 ? "" : ` with ${JSON.stringify(values)}`} begins ${names.join(" and ")}`,
  values,
  (chart) => {
    for (const name of names)
      assert.ok(chart.names("Deployment").includes(`${name}-rendezvous`), chart.names("Deployment").join(", "));
  },
  { release },
];
rendersAs("names", [
  named({}, "fairlead", ["fairlead"]),
  named({}, "desk", ["desk-fairlead"]),
  named({}, "my-fairlead", ["my-fairlead"]),
  named({ fullnameOverride: "rd" }, "desk", ["rd"]),
  [
    "are short enough for what the controller makes of them",
    merged({}, {}),
    (chart) => {
      for (const { kind, metadata } of chart.manifests)
        assert.ok(metadata.name.length <= 63, `${kind} ${metadata.name}`);
    },
    { release: "a-release-name-that-is-really-rather-long-indeed" },
  ],
  [
    "are in the release's namespace, but for what has none",
    {},
    (chart) => {
      const outside = chart.manifests.filter(({ metadata }) => metadata.namespace !== "fl").map(({ kind }) => kind);
      assert.deepEqual([...new Set(outside)].sort(), ["ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition"]);
    },
  ],
]);
