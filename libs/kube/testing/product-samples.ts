import type { KubeObject } from "../src/index.ts";

/** One object of each of the product's own kinds, with status. */
export function productSamples(namespace: string): readonly KubeObject[] {
  const apiVersion = "fairlead.io/v1alpha1";
  const of = (kind: string, name: string, spec: unknown, status: unknown): KubeObject =>
    ({ apiVersion, kind, metadata: { namespace, name, labels: { sample: "yes" } }, spec, status }) as KubeObject;
  return [
    of("RendezvousCluster", "sample", rendezvousClusterSpec, { replicas: 3, addresses: ["203.0.113.5"], conditions }),
    of("RelayPool", "relays", relayPoolSpec, relayPoolStatus),
    of("RelayInstance", "relays-3-abcde", { pool: "relays", index: 3, region: "eu-central" }, relayInstanceStatus),
    of("Tenant", "acme", tenantSpec, { devices: 2, keyFingerprints: ["SHA256:abc"], conditions }),
  ];
}

const conditions = [
  {
    type: "Ready",
    status: "False",
    reason: "NoClientArrived",
    message: "20 sessions in a row did not come; do: look at the firewall",
    lastTransitionTime: "2026-01-01T00:00:00Z",
    observedGeneration: 1,
  },
];
const rendezvousClusterSpec = {
  domain: "rd.example.com",
  ports: { main: 21116 },
  region: "eu-central",
  trustedProxies: ["10.0.0.0/8"],
  serverList: ["rd2.example.com"],
  keySecretName: "x-signing-key",
  redisSecretName: "x-redis",
};
const relayPoolSpec = {
  replicas: 4,
  exposure: {
    mode: "gateway",
    host: "rd.example.com",
    probe: "warn",
    ports: { tcp: 31000 },
    gateway: { parentRefs: [{ name: "public", sectionName: "https" }], annotations: { "example.com/idle": "120s" } },
  },
  region: { name: "eu-central", latitude: 50.11, longitude: 8.68 },
  capacity: { mbitPerSecond: 1000.5, sessions: 300 },
  drain: { deadlineSeconds: 600, acceptAssignedSeconds: 60, cutAtDeadline: true },
  tenants: { allow: ["acme"] },
  podTemplate: {
    resources: { requests: { cpu: "500m", memory: "128Mi" }, limits: { memory: "1Gi" } },
    nodeSelector: { "example.com/relays": "true" },
    tolerations: [{ key: "spot", operator: "Exists", effect: "NoSchedule" }],
  },
};
const relayPoolStatus = {
  replicas: 4,
  ready: 3,
  draining: 1,
  selector: "fairlead.io/pool=relays",
  load: 37,
  mbitPerSecond: 120.5,
  sessions: 42,
  history: [{ at: "2026-01-01T00:00:00Z", action: "Started", reason: "TooFew", message: "4 are wanted, 3 serve" }],
  configVersion: "7",
  observedGeneration: 1,
  conditions,
};
const relayInstanceStatus = {
  node: "node-1",
  pod: "relays-3-abcde",
  address: "203.0.113.7:31000",
  region: "eu-central",
  mbitPerSecond: 12.5,
  sessions: 7,
  load: 12,
  state: "Draining",
  reachability: [{ vantage: "inside", ok: true, reason: "Proven", at: "2026-01-01T00:00:00Z" }],
  drain: { since: "2026-01-01T00:10:00Z", reason: "ScaleDown" },
  configVersion: "7",
  conditions,
};
const tenantSpec = {
  displayName: "Acme",
  devices: ["123456789", "acme-*"],
  pools: ["relays"],
  limits: { session: "8 Mbit/s", total: "1 Gbit/s", sessions: 50 },
  suspended: "until the bill is paid",
};
