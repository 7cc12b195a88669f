import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { KubeObject, Pod, PodTemplateSpec } from "@fairlead/kube";
import type { RelayPool } from "../../src/api/index.ts";
import { plan, type Snapshot } from "../../src/plan/index.ts";
import { poolTemplate } from "../../src/plan/pod/pool-template.ts";
import { config, pool, type RelayWish, relay, snapshot, templateOf } from "./fixtures.ts";
import { planOf } from "./planned.ts";

const missing: RelayWish = { pod: "none", report: "none", published: false, proof: "none" };
const podOf = (of: RelayPool, more: Partial<Snapshot> = {}): Pod =>
  planOf(of, { "relays-0-abcde": missing }, more).apply.find(({ kind }) => kind === "Pod") as Pod;
const containerOf = (pod: Pod) => pod.spec?.containers[0];

describe("a relay's pod [KU-12]", () => {
  it("is bare, of the relay's name, and owned by it", () => {
    const { metadata, kind } = podOf(pool());
    assert.deepEqual([kind, metadata.name, metadata.namespace], ["Pod", "relays-0-abcde", "rd"]);
    assert.deepEqual(
      metadata.ownerReferences?.map((one) => [one.kind, one.name, one.uid, one.controller]),
      [["RelayInstance", "relays-0-abcde", "uid-relays-0-abcde", true]],
    );
    assert.equal(metadata.annotations?.["fairlead.io/template"], templateOf(pool()));
    assert.equal(metadata.labels?.["fairlead.io/relay"], "relays-0-abcde");
  });

  it("is told its name, its address and its port, and keeps what the chart gives it", () => {
    const one = containerOf(podOf(pool({ exposure: { ports: { tcp: 22_000 } } })));
    assert.deepEqual(one?.args, [
      "relay",
      "--managed",
      "--node=$(POD_NAME)",
      "--bus-advertise=$(POD_IP)",
      "--port=22000",
    ]);
    assert.deepEqual(
      one?.env?.map(({ name }) => name),
      ["KEY", "POD_NAME", "POD_IP"],
    );
    assert.deepEqual(
      one?.ports?.map(({ name, containerPort }) => [name, containerPort]),
      [
        ["ops", 9090],
        ["tcp", 22_000],
        ["ws", 22_002],
      ],
    );
  });

  it("of a mesh listens for its neighbours", () => {
    const one = containerOf(podOf(pool({ exposure: { mode: "mesh" } })));
    assert.deepEqual(one?.args?.slice(-2), ["--mesh=9093", "--mesh-advertise=$(POD_IP)"]);
    assert.ok(one?.ports?.some(({ name, containerPort }) => name === "mesh" && containerPort === 9093));
  });

  it("takes the node's ports or network where the mode says so, TCP and WebSocket together [KU-22]", () => {
    const ports = containerOf(podOf(pool({ exposure: { mode: "hostPort" } })))?.ports?.slice(1);
    assert.deepEqual(
      ports?.map(({ hostPort }) => hostPort),
      [21_117, 21_119],
    );
    const host = podOf(pool({ exposure: { mode: "hostNetwork" } }));
    assert.deepEqual([host.spec?.hostNetwork, host.spec?.dnsPolicy], [true, "ClusterFirstWithHostNet"]);
    assert.equal(podOf(pool({ exposure: { mode: "nodePort" } })).spec?.hostNetwork, undefined);
  });

  it("has a minute to end, at most [KU-17]", () => {
    const relayPod = {
      ...config.relayPod,
      spec: { ...config.relayPod.spec, terminationGracePeriodSeconds: 3600 },
    } as PodTemplateSpec;
    assert.equal(podOf(pool(), { config: { ...config, relayPod } }).spec?.terminationGracePeriodSeconds, 60);
  });

  it("that is missing is made again; one that has ended goes first, after a moment", () => {
    const made = planOf(pool(), { "relays-0-abcde": { pod: "failed", bornSecondsAgo: 60, report: "none" } });
    assert.deepEqual(
      made.delete.map(({ ref, uid }) => [ref.kind, uid]),
      [["Pod", "pod-relays-0-abcde"]],
    );
    const young = planOf(pool(), { "relays-0-abcde": { pod: "failed", bornSecondsAgo: 3, report: "none" } });
    assert.deepEqual(young.delete, []);
  });

  it("is not made before its relay is there to own it [KU-10]", () => {
    const made = planOf(pool({ replicas: 1 }), {});
    const [instance, ...rest] = made.apply.filter(({ kind }) => kind !== "PodDisruptionBudget");
    assert.deepEqual([instance?.kind, rest], ["RelayInstance", []]);
    assert.match(instance?.metadata.name ?? "", /^relays-0-[a-z0-9]{5}$/);
    assert.deepEqual((instance as KubeObject & { spec: object }).spec, { pool: "relays", index: 0 });
    assert.deepEqual(
      instance?.metadata.ownerReferences?.map(({ kind, uid }) => [kind, uid]),
      [["RelayPool", "pool-uid"]],
    );
  });

  it("numbers are given anew when they are free, also from relays that are going", () => {
    const going = relay("relays-1-b", pool(), {});
    const instance = {
      ...going.instance,
      metadata: { ...going.instance.metadata, deletionTimestamp: "2030-01-01T11:59:59Z" },
    };
    const of = pool({ replicas: 3 });
    const made = plan(snapshot([of], [relay("relays-0-a", of), { ...going, instance }, relay("relays-3-d", of)]));
    const started = made.apply.filter(
      ({ kind, metadata }) => kind === "RelayInstance" && metadata.uid === undefined && !/-(a|d)$/.test(metadata.name),
    );
    assert.deepEqual(
      started.map(({ metadata }) => metadata.name.slice(0, 8)),
      ["relays-2"],
    );
  });
});

describe("what a pool may add to its pods [KU-13]", () => {
  const overlay = {
    resources: { limits: { memory: "512Mi" } },
    labels: { team: "a" },
    annotations: { note: "b" },
    nodeSelector: { disk: "fast" },
    tolerations: [{ key: "k", operator: "Exists" as const }],
    affinity: { nodeAffinity: {} },
    priorityClassName: "high",
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule" as const }],
  };

  it("is what it is called, and no more", () => {
    const { metadata, spec } = podOf(pool({ podTemplate: overlay }));
    assert.equal(metadata.labels?.["team"], "a");
    assert.equal(metadata.annotations?.["note"], "b");
    assert.deepEqual(spec?.containers[0]?.resources, { limits: { memory: "512Mi" } });
    assert.deepEqual(
      [spec?.nodeSelector, spec?.tolerations, spec?.priorityClassName],
      [{ disk: "fast" }, [{ key: "k", operator: "Exists" }], "high"],
    );
    assert.deepEqual(spec?.affinity, { nodeAffinity: {} });
    assert.deepEqual(spec?.topologySpreadConstraints?.[0]?.labelSelector?.matchLabels?.["fairlead.io/pool"], "relays");
  });

  it("never is anything else, whatever stands in the object", () => {
    const smuggled = {
      ...overlay,
      serviceAccountName: "admin",
      hostPID: true,
      volumes: [{ name: "x", secret: {} }],
      containers: [],
    };
    const { spec } = podOf(pool({ podTemplate: smuggled as never }));
    assert.deepEqual(
      [spec?.serviceAccountName, spec?.hostPID, spec?.volumes, spec?.containers.length],
      ["fl-fairlead-relay", undefined, undefined, 1],
    );
  });

  it("cannot take over labels and annotations that are ours", () => {
    const { metadata } = podOf(
      pool({ podTemplate: { labels: { "fairlead.io/relay": "x" }, annotations: { "fairlead.io/template": "x" } } }),
    );
    assert.equal(metadata.labels?.["fairlead.io/relay"], "relays-0-abcde");
    assert.equal(
      metadata.annotations?.["fairlead.io/template"],
      templateOf(
        pool({ podTemplate: { labels: { "fairlead.io/relay": "x" }, annotations: { "fairlead.io/template": "x" } } }),
      ),
    );
  });

  it("is another template, and so is another base, mode or port; replicas, capacity and probes are not [KU-14]", () => {
    const version = (of: RelayPool, base = config.relayPod): string => poolTemplate(base, of.spec).version;
    const here = version(pool());
    const other = { ...config.relayPod, spec: { ...config.relayPod.spec, serviceAccountName: "y", containers: [] } };
    const changed = [
      version(pool({ podTemplate: overlay })),
      version(pool({ exposure: { mode: "nodePort" } })),
      version(pool({ exposure: { ports: { tcp: 1 } } })),
      version(pool(), other),
    ];
    assert.equal(new Set([here, ...changed]).size, 5);
    const same = pool({
      replicas: 9,
      capacity: { sessions: 3 },
      exposure: { probe: "off" },
      drain: { deadlineSeconds: 1 },
    });
    assert.equal(version(same), here);
  });
});
