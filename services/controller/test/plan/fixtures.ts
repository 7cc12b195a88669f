import { nodeName } from "@fairlead/base";
import type { RelayOrder, RelayReport } from "@fairlead/cluster";
import type { Node, Pod, Service } from "@fairlead/kube";
import type { RelayInstance, RelayInstanceStatus, RelayPool, RelayPoolSpec } from "../../src/api/index.ts";
import { API_VERSION } from "../../src/api/kinds.ts";
import { relayPoolSpec } from "../../src/api/relay-pool.ts";
import { withDefaults } from "../../src/api/with-defaults.ts";
import { type ControllerConfig, LABELS, type Proof, type Snapshot } from "../../src/plan/index.ts";
import { poolTemplate } from "../../src/plan/pod/pool-template.ts";

export const WALL_MS = Date.parse("2030-01-01T12:00:00Z");
export const at = (secondsAgo: number): string => new Date(WALL_MS - secondsAgo * 1000).toISOString();

type Deep<T> = T extends object ? { readonly [K in keyof T]?: Deep<T[K]> | undefined } : T;

export const config: ControllerConfig = {
  namespace: "rd",
  instance: "fl",
  fullname: "fl-fairlead",
  owner: { apiVersion: "v1", kind: "ConfigMap", name: "fl-fairlead-controller", uid: "config-uid" },
  labels: { "app.kubernetes.io/part-of": "fairlead" },
  relayPod: {
    metadata: { labels: { base: "yes" }, annotations: { "prometheus.io/scrape": "true" } },
    spec: {
      serviceAccountName: "fl-fairlead-relay",
      terminationGracePeriodSeconds: 60,
      containers: [
        {
          name: "relay",
          image: "fairlead:1",
          args: ["relay", "--managed"],
          env: [{ name: "KEY", value: "k" }],
          ports: [{ name: "ops", containerPort: 9090, protocol: "TCP" }],
        },
      ],
    },
  },
  defaults: [],
  externalDns: false,
  gatewayApi: false,
  nodePorts: { from: 30_000, to: 32_767 },
};

export function pool(spec: Deep<RelayPoolSpec> = {}, more: Partial<RelayPool> = {}): RelayPool {
  return {
    apiVersion: API_VERSION,
    kind: "RelayPool",
    metadata: {
      name: "relays",
      namespace: "rd",
      uid: "pool-uid",
      generation: 1,
      creationTimestamp: at(7200),
      ownerReferences: [config.owner],
    },
    spec: withDefaults<RelayPoolSpec>(relayPoolSpec, { ...spec, exposure: { mode: "hostPort", ...spec.exposure } }),
    ...more,
  };
}

export const templateOf = (of: RelayPool, from: ControllerConfig = config): string =>
  poolTemplate(from.relayPod, of.spec).version;

export function node(
  name: string,
  more: {
    unschedulable?: boolean;
    taints?: string[];
    addresses?: Record<string, string>;
    annotations?: Record<string, string>;
  } = {},
): Node {
  const {
    unschedulable,
    taints = [],
    addresses = { ExternalIP: `203.0.113.${name.length}`, InternalIP: "10.0.0.1" },
  } = more;
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, annotations: more.annotations },
    spec: { unschedulable, taints: taints.map((key) => ({ key, effect: "NoSchedule" })) },
    status: { addresses: Object.entries(addresses).map(([type, address]) => ({ type, address })) },
  };
}

/** One relay that serves, unless told otherwise. */
export interface RelayWish {
  readonly index?: number;
  readonly node?: string;
  readonly sessions?: number;
  readonly awaited?: number;
  readonly load?: number;
  readonly missed?: number;
  readonly bornSecondsAgo?: number;
  readonly template?: string;
  readonly address?: string;
  readonly draining?: { readonly secondsAgo: number; readonly reason: string };
  readonly annotations?: Record<string, string>;
  readonly pod?: "ready" | "unready" | "pending" | "failed" | "leaving" | "none";
  readonly unreadySeconds?: number;
  readonly report?: "none";
  readonly published?: boolean;
  readonly status?: Partial<RelayInstanceStatus>;
  readonly proof?: Partial<Proof> | "none";
  readonly podLabels?: Record<string, string>;
}

export interface RelayParts {
  readonly instance: RelayInstance;
  readonly pod: Pod | undefined;
  readonly report: RelayReport | undefined;
  readonly order: RelayOrder | undefined;
  readonly proof: Proof | undefined;
}

export function relay(name: string, of: RelayPool, wish: RelayWish = {}): RelayParts {
  const { index = Number(name.split("-")[1] ?? 0), sessions = 0, awaited = 0, load = 0, missed = 0 } = wish;
  const nodeIs = wish.node ?? "node-a";
  const address = wish.address ?? "203.0.113.6:21117";
  const served = wish.published !== false;
  const drain = wish.draining && { since: at(wish.draining.secondsAgo), reason: wish.draining.reason };
  const instance: RelayInstance = {
    apiVersion: API_VERSION,
    kind: "RelayInstance",
    metadata: {
      name,
      namespace: "rd",
      uid: `uid-${name}`,
      generation: 1,
      creationTimestamp: at(wish.bornSecondsAgo ?? 3600),
      annotations: wish.annotations,
    },
    spec: { pool: of.metadata.name, index },
    status: {
      podUid: `pod-${name}`,
      ...(served ? { state: "Serving", published: true, address } : { state: "Starting", published: false }),
      ...(drain ? { drain, state: "Draining" } : {}),
      ...wish.status,
    } as RelayInstanceStatus,
  };
  const order = orderOf(of, served ? address : "", drain !== undefined);
  const report = {
    node: nodeName(name),
    state: drain ? "draining" : "serving",
    address: served ? address : "",
    sessions,
    awaited,
    usedBps: 0,
    capacityBps: 0,
    load,
    missedInARow: missed,
    version: order.version,
    release: "1",
  } as const;
  const result = {
    relay: nodeName(name),
    address,
    vantage: "inside",
    ok: true,
    reason: "",
    message: "",
    atMs: WALL_MS,
  } as const;
  const proof: Proof = {
    podUid: `pod-${name}`,
    result,
    atMs: 0,
    failures: 0,
    everOk: true,
    ...(wish.proof === "none" ? {} : wish.proof),
  };
  return {
    instance,
    pod: podOf(name, of, nodeIs, wish),
    report: wish.report === "none" ? undefined : report,
    order,
    proof:
      wish.proof === "none" || !served
        ? wish.proof === undefined || wish.proof === "none"
          ? undefined
          : proof
        : proof,
  };
}

function orderOf(of: RelayPool, address: string, draining: boolean): RelayOrder {
  return { address, region: "", pools: [of.metadata.name], draining, version: "v1" };
}

function podOf(name: string, of: RelayPool, on: string, wish: RelayWish): Pod | undefined {
  const is = wish.pod ?? "ready";
  if (is === "none") return undefined;
  const phase = { ready: "Running", unready: "Running", pending: "Pending", failed: "Failed", leaving: "Running" }[is];
  const ready = is === "ready" || is === "leaving";
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name,
      namespace: "rd",
      uid: `pod-${name}`,
      creationTimestamp: at(wish.bornSecondsAgo ?? 3600),
      ...(is === "leaving" ? { deletionTimestamp: at(1) } : {}),
      labels: { [LABELS.relay]: name, [LABELS.open]: wish.draining ? "false" : "true", ...wish.podLabels },
      annotations: {
        "fairlead.io/template": wish.template ?? templateOf(of),
        "cluster-autoscaler.kubernetes.io/safe-to-evict": "true",
      },
    },
    spec: { nodeName: is === "pending" ? undefined : on, containers: [], terminationGracePeriodSeconds: 60 },
    status: {
      phase,
      podIP: "10.1.0.7",
      hostIP: "10.0.0.1",
      conditions: [
        { type: "Ready", status: ready ? "True" : "False", lastTransitionTime: at(wish.unreadySeconds ?? 1) },
        ...(is === "pending"
          ? [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message: "0/1 nodes" }]
          : []),
      ],
      containerStatuses:
        is === "pending"
          ? []
          : [
              {
                name: "relay",
                image: "",
                imageID: "",
                ready,
                restartCount: 0,
                state: { running: { startedAt: at(60) } },
              },
            ],
    },
  };
}

export function snapshot(
  pools: readonly RelayPool[],
  relays: readonly RelayParts[],
  more: Partial<Snapshot> = {},
): Snapshot {
  const named = <T>(pick: (parts: RelayParts) => T | undefined): Map<string, T> =>
    new Map(
      relays.flatMap((parts) => {
        const found = pick(parts);
        return found === undefined ? [] : [[parts.instance.metadata.name, found] as const];
      }),
    );
  return {
    nowMs: 1_000_000,
    wallMs: WALL_MS,
    entropy: "test",
    config,
    clusters: [],
    pools,
    instances: relays.map(({ instance }) => instance),
    tenants: [],
    pods: relays.flatMap(({ pod }) => pod ?? []),
    services: [],
    nodes: [node("node-a"), node("node-b")],
    claims: [],
    budgets: [],
    routes: [],
    reports: named(({ report }) => report),
    orders: named(({ order }) => order),
    proofs: named(({ proof }) => proof),
    refusedNodePorts: new Set(),
    refusedPods: new Map(),
    clusterFindings: new Map(),
    tenantFindings: new Map(),
    ...more,
  };
}

export function balancer(
  name: string,
  ingress: readonly { ip?: string; hostname?: string }[],
  secondsAgo = 10,
): Service {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: {
      name,
      namespace: "rd",
      uid: `svc-${name}`,
      creationTimestamp: at(secondsAgo),
      labels: { [LABELS.relay]: name },
    },
    spec: { type: "LoadBalancer", ports: [] },
    status: { loadBalancer: { ingress: [...ingress] } },
  };
}
