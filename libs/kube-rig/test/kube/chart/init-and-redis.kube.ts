import assert from "node:assert/strict";
import { type RenderRow, rendersAs } from "./render-table.ts";
import type { Manifest, RenderedChart } from "./rendered-chart.ts";

const ofInit = (chart: RenderedChart): readonly Manifest[] =>
  chart.manifests.filter(({ metadata }) => metadata.labels?.["app.kubernetes.io/component"] === "init");

rendersAs("the Job that makes keys and passwords", [
  [
    "runs before install and upgrade, after its own rights, and leaves nothing behind [KU-11]",
    {},
    (chart) => {
      const found = ofInit(chart).map(
        ({ kind, metadata: { annotations } }) =>
          [kind, annotations["helm.sh/hook"], Number(annotations["helm.sh/hook-weight"])] as const,
      );
      assert.deepEqual(new Set(found.map(([, hook]) => hook)), new Set(["pre-install,pre-upgrade"]));
      const weight = new Map(found.map(([kind, , at]) => [kind, at]));
      assert.ok(
        (weight.get("Role") ?? 0) < (weight.get("RoleBinding") ?? 0) &&
          (weight.get("RoleBinding") ?? 0) < (weight.get("Job") ?? 0),
      );
      for (const { metadata } of ofInit(chart))
        assert.match(metadata.annotations["helm.sh/hook-delete-policy"], /before-hook-creation/);
    },
  ],
  [
    "may create, and read what it made; never list, change or delete [KU-11]",
    {},
    (chart) => {
      const { rules } = chart.one("Role", "-init");
      assert.deepEqual([...new Set(rules.flatMap((rule: Manifest) => rule.verbs))].sort(), ["create", "get"]);
      for (const rule of rules)
        assert.ok(rule.verbs.includes("create") ? rule.verbs.length === 1 : rule.resourceNames.length > 0);
    },
  ],
  ["nothing rendered makes a Secret [KU-11]", {}, (chart) => assert.deepEqual(chart.all("Secret"), [])],
  [
    "makes passwords of the embedded Redis",
    { redis: { prefix: "x:" } },
    (chart) => {
      assert.deepEqual(chart.args("init"), [
        "kube-init",
        "--namespace=$(POD_NAMESPACE)",
        "--name=fairlead",
        "--instance=fairlead",
        "--redis=embedded",
        "--redis-prefix=x:",
      ]);
    },
  ],
  [
    "looks at Secrets of yours instead",
    {
      key: { existingSecret: "k", existingPublicKeyConfigMap: "p" },
      bus: { existingCaSecret: "c" },
      admin: { existingSecret: "a" },
      redis: { existingSecret: "r" },
    },
    (chart) => {
      const given = chart
        .args("init")
        .filter((one) => /-(secret|map)=/.test(one))
        .sort();
      assert.deepEqual(given, [
        "--admin-token-secret=a",
        "--bus-ca-secret=c",
        "--key-secret=k",
        "--public-key-config-map=p",
        "--redis-secret=r",
      ]);
      const names = chart.one("Role", "-init").rules.flatMap((rule: Manifest) => rule.resourceNames ?? []);
      assert.deepEqual(names.filter((name: string) => name.length === 1).sort(), ["a", "c", "k", "p", "r"]);
    },
  ],
  [
    "is not there when you make all of it",
    { init: { enabled: false } },
    (chart) => assert.deepEqual(ofInit(chart), []),
  ],
  [
    "fails in time",
    { init: { activeDeadlineSeconds: 60, backoffLimit: 1 } },
    (chart) => {
      const { spec } = chart.one("Job", "-init");
      assert.deepEqual([spec.activeDeadlineSeconds, spec.backoffLimit], [60, 1]);
    },
  ],
]);

const conf = (chart: RenderedChart): string => chart.one("ConfigMap", "-redis-conf").data["redis.conf"];
rendersAs("the embedded Redis", [
  [
    "is one, keeps its data, forgets nobody and lets in nobody without a password",
    {},
    (chart) => {
      assert.equal(chart.one("StatefulSet", "-redis").spec.replicas, 1);
      for (const line of ["appendonly yes", "maxmemory-policy noeviction", "aclfile /etc/fairlead/redis/users.acl"])
        assert.ok(conf(chart).includes(line), line);
    },
  ],
  [
    "sees users.acl and no password in the clear",
    {},
    (chart) => {
      const volume = chart.pod("redis").spec.volumes.find((one: Manifest) => one.name === "acl");
      assert.deepEqual(volume.secret.items, [{ key: "users.acl", path: "users.acl" }]);
    },
  ],
  [
    "has a claim that stays at uninstall, found by the release's labels [KU-23]",
    {},
    (chart) => {
      const { spec } = chart.one("StatefulSet", "-redis");
      assert.deepEqual(spec.persistentVolumeClaimRetentionPolicy, { whenDeleted: "Retain", whenScaled: "Retain" });
      const [{ metadata, spec: claim }] = spec.volumeClaimTemplates;
      assert.deepEqual(
        [metadata.labels["app.kubernetes.io/instance"], claim.resources.requests.storage, claim.storageClassName],
        ["fairlead", "4Gi", undefined],
      );
    },
  ],
  [
    "has a class, a size and modes of yours",
    {
      redis: {
        persistence: { storageClass: "fast", size: "20Gi", accessModes: ["ReadWriteOncePod"], annotations: { a: "1" } },
      },
    },
    (chart) => {
      const [{ metadata, spec }] = chart.one("StatefulSet", "-redis").spec.volumeClaimTemplates;
      assert.deepEqual(
        [metadata.annotations, spec.accessModes, spec.storageClassName, spec.resources.requests.storage],
        [{ a: "1" }, ["ReadWriteOncePod"], "fast", "20Gi"],
      );
    },
  ],
  [
    "has no class at all for volumes made by hand",
    { redis: { persistence: { storageClass: "-" } } },
    (chart) => {
      assert.equal(chart.one("StatefulSet", "-redis").spec.volumeClaimTemplates[0].spec.storageClassName, "");
    },
  ],
  [
    "uses a claim that is there",
    { redis: { persistence: { existingClaim: "old" } } },
    (chart) => {
      const { volumeClaimTemplates, template } = chart.one("StatefulSet", "-redis").spec;
      assert.equal(volumeClaimTemplates, undefined);
      assert.equal(
        template.spec.volumes.find((one: Manifest) => one.name === "data").persistentVolumeClaim.claimName,
        "old",
      );
    },
  ],
  [
    "has no volume where none is wanted",
    { redis: { persistence: { enabled: false } } },
    (chart) => {
      const { volumeClaimTemplates, template } = chart.one("StatefulSet", "-redis").spec;
      assert.equal(volumeClaimTemplates, undefined);
      assert.deepEqual(template.spec.volumes.find((one: Manifest) => one.name === "data").emptyDir, {});
    },
  ],
  [
    "is started again when its limit changes",
    { redis: { maxmemory: "1gb" } },
    (chart) => {
      assert.match(conf(chart), /maxmemory 1gb/);
      assert.match(chart.pod("redis").metadata.annotations["fairlead.io/redis-conf"], /^[0-9a-f]{8}$/);
    },
  ],
  [
    "is asked by each role as its own user",
    {},
    (chart) => {
      for (const role of ["rendezvous", "relay", "controller"]) {
        assert.ok(chart.args(role).includes("--redis=redis://fairlead-redis:6379"));
        assert.ok(chart.args(role).includes(`--redis-user=fairlead-${role}`));
        const { secret } = chart.pod(role).spec.volumes.find((one: Manifest) => one.name === "redis");
        assert.deepEqual(
          secret.items.map((one: Manifest) => one.key),
          [`${role}-password`],
        );
      }
    },
  ],
]);

const urls = [
  "redis://r.example.com:6379",
  "redis+sentinel://a:26379,b:26379/main",
  "redis+cluster://a:6379,b:6379",
  "rediss://r.example.com:6380",
  "rediss+cluster://a:6379",
];
const EXTERNAL = { mode: "external", existingSecret: "passwords" };
rendersAs("an external Redis", [
  ...urls.map(
    (url): RenderRow => [
      `at ${url}`,
      { redis: { ...EXTERNAL, external: { url } } },
      (chart) => {
        assert.ok(
          !chart.has("StatefulSet") &&
            !chart.has("Service", "-redis") &&
            !chart.has("ServiceAccount", "-redis") &&
            !chart.has("NetworkPolicy", "-redis"),
        );
        for (const role of ["rendezvous", "relay", "controller"])
          assert.ok(chart.args(role).includes(`--redis=${url}`));
      },
    ],
  ),
  [
    "with users of yours",
    { redis: { ...EXTERNAL, external: { url: urls[0], users: { relay: "carrier" } } } },
    (chart) => {
      assert.ok(
        chart.args("relay").includes("--redis-user=carrier") &&
          chart.args("rendezvous").includes("--redis-user=fairlead-rendezvous"),
      );
      assert.ok(
        chart.args("init").includes("--redis-users=rendezvous,relay,controller") &&
          chart.args("init").includes("--redis-secret=passwords"),
      );
    },
  ],
  [
    "without users",
    { redis: { mode: "external", external: { url: urls[0], users: { rendezvous: "", relay: "", controller: "" } } } },
    (chart) => {
      for (const role of ["rendezvous", "relay", "controller"]) {
        assert.ok(!chart.args(role).some((one) => /^--redis-(user|password)/.test(one)));
        assert.ok(!chart.pod(role).spec.volumes.some((one: Manifest) => one.name === "redis"));
      }
    },
  ],
  [
    "by TLS, with its authority and our certificate",
    { redis: { ...EXTERNAL, external: { url: urls[3], tls: { caSecret: "ca", clientSecret: "us" } } } },
    (chart) => {
      for (const role of ["rendezvous", "relay", "controller"]) {
        const args = chart.args(role);
        for (const one of [
          "--redis-ca=/etc/fairlead/redis-ca/ca.crt",
          "--redis-cert=/etc/fairlead/redis-client/tls.crt",
          "--redis-key=/etc/fairlead/redis-client/tls.key",
        ])
          assert.ok(args.includes(one), one);
        const names = chart.pod(role).spec.volumes.flatMap((one: Manifest) => one.secret?.secretName ?? []);
        assert.ok(names.includes("ca") && names.includes("us"));
      }
    },
  ],
  [
    "is let out to on its ports",
    { redis: { ...EXTERNAL, external: { url: urls[3] } }, networkPolicy: { redisPorts: [6380] } },
    (chart) => {
      for (const role of ["-rendezvous", "-relay", "-controller"]) {
        const { egress } = chart.one("NetworkPolicy", role).spec;
        assert.ok(
          egress.some(
            (rule: Manifest) => rule.to === undefined && rule.ports.length === 1 && rule.ports[0].port === 6380,
          ),
          role,
        );
      }
    },
  ],
]);
