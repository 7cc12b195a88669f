import { type KubeObject, kindOf, type Node, type Pod } from "@fairlead/kube";
import type { RelayInstance } from "../api/relay-instance.ts";
import type { RelayPool } from "../api/relay-pool.ts";
import type { RendezvousCluster } from "../api/rendezvous-cluster.ts";
import type { Tenant } from "../api/tenant.ts";

const GROUP = "fairlead.io/v1alpha1";

export const fairleadKinds = {
  cluster: kindOf<RendezvousCluster>(GROUP, "RendezvousCluster"),
  pool: kindOf<RelayPool>(GROUP, "RelayPool"),
  instance: kindOf<RelayInstance>(GROUP, "RelayInstance"),
  tenant: kindOf<Tenant>(GROUP, "Tenant"),
} as const;

/** A node says much more than where it is and whether it stays: of thousands of nodes, only that is kept. */
export function slimNode(node: Node): Node {
  const { addresses, conditions } = node.status ?? {};
  const ready = conditions?.filter(({ type }) => type === "Ready").map(({ type, status }) => ({ type, status }));
  return {
    apiVersion: node.apiVersion,
    kind: node.kind,
    metadata: withoutManagers(node),
    spec: node.spec,
    status: { addresses, ...(ready === undefined ? {} : { conditions: ready }) },
  };
}

/** Of a pod's containers, how they were made is in the template's hash. */
export function slimPod(pod: Pod): Pod {
  const { managedFields: _, ...metadata } = pod.metadata;
  return { ...pod, metadata };
}

function withoutManagers({ metadata }: KubeObject): KubeObject["metadata"] {
  const { managedFields: _, ...kept } = metadata;
  return kept;
}
