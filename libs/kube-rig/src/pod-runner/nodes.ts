import { liveClock } from "@fairlead/testkit";
import { type Json, type RigApi, RigApiError } from "../rig-api.ts";
import { outputOf } from "../run-program.ts";
import { externalIp, nodeIp, nodeName, POD_NETWORK, type RunnerSettings } from "./runner-settings.ts";

const LEASES = "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases";
const RENEW_MS = 10_000;
const AMOUNTS = { cpu: "32", memory: "64Gi", pods: "1000", "ephemeral-storage": "100Gi" };

const now = (): string => new Date(liveClock().wall()).toISOString();
export const unless =
  (...codes: readonly number[]) =>
  (error: unknown): undefined => {
    if (error instanceof RigApiError && codes.includes(error.status)) return undefined;
    console.error("pod-runner:", error instanceof Error ? error.message : error);
    return undefined;
  };

/** Makes the nodes and keeps their leases; taints and cordons are the API's, and the scheduler's. */
export async function registerNodes(api: RigApi, { nodes, isolated }: RunnerSettings): Promise<Disposable> {
  const indices = Array.from({ length: nodes }, (_, index) => index);
  for (const index of indices) {
    if (isolated) await takeAddresses(index);
    await registerNode(api, index);
  }
  return liveClock().every(RENEW_MS, () => {
    for (const index of indices) void renew(api, nodeName(index)).catch(unless());
  });
}

/** kube-proxy serves node ports on addresses that an interface has. */
async function takeAddresses(index: number): Promise<void> {
  const add = (ip: string): string => `ip addr replace ${ip}/32 dev lo`;
  await outputOf(["sh", "-ec", `PATH=$PATH:/usr/sbin; ${add(nodeIp(index))}; ${add(externalIp(index))}`]);
}

async function registerNode(api: RigApi, index: number): Promise<void> {
  const name = nodeName(index);
  const labels = {
    ...{ "kubernetes.io/hostname": name, "kubernetes.io/os": "linux" },
    "topology.kubernetes.io/zone": `zone-${(index % 3) + 1}`,
  };
  const podCIDR = `${POD_NETWORK}${index + 1}.0/24`;
  const spec = { podCIDR, podCIDRs: [podCIDR] };
  const node = { apiVersion: "v1", kind: "Node", metadata: { name, labels }, spec };
  await api.call("POST", "/api/v1/nodes", node).catch(unless(409));
  const condition = (type: string, status: string): Json => ({
    ...{ type, status, reason: "PodRunner", message: "", lastHeartbeatTime: now(), lastTransitionTime: now() },
  });
  const addresses = [
    { type: "InternalIP", address: nodeIp(index) },
    { type: "ExternalIP", address: externalIp(index) },
    { type: "Hostname", address: name },
  ];
  const pressures = ["MemoryPressure", "DiskPressure", "PIDPressure"].map((type) => condition(type, "False"));
  const status = {
    capacity: AMOUNTS,
    allocatable: AMOUNTS,
    addresses,
    conditions: [condition("Ready", "True"), ...pressures],
  };
  await api.merge(`/api/v1/nodes/${name}/status`, { status });
  const lease = { apiVersion: "coordination.k8s.io/v1", kind: "Lease", ...leaseOf(name) };
  await api.call("POST", LEASES, lease).catch(unless(409));
}

const leaseOf = (name: string): Json => ({
  metadata: { name, namespace: "kube-node-lease" },
  spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime: now().replace("Z", "000Z") },
});

const renew = (api: RigApi, name: string): Promise<Json> => api.merge(`${LEASES}/${name}`, leaseOf(name));
