import type { KubeKind } from "@fairlead/kube";
import type { RelayInstance } from "./relay-instance.ts";
import type { RelayPool } from "./relay-pool.ts";
import type { RendezvousCluster } from "./rendezvous-cluster.ts";
import type { Tenant } from "./tenant.ts";

export const GROUP = "fairlead.io";
export const VERSION = "v1alpha1";
export const API_VERSION = `${GROUP}/${VERSION}`;

const ours = { apiVersion: API_VERSION, namespaced: true } as const;

/** Where the API has our kinds. */
export const fairleadKinds = {
  rendezvousCluster: {
    ...ours,
    kind: "RendezvousCluster",
    plural: "rendezvousclusters",
  } as KubeKind<RendezvousCluster>,
  relayPool: { ...ours, kind: "RelayPool", plural: "relaypools" } as KubeKind<RelayPool>,
  relayInstance: { ...ours, kind: "RelayInstance", plural: "relayinstances" } as KubeKind<RelayInstance>,
  tenant: { ...ours, kind: "Tenant", plural: "tenants" } as KubeKind<Tenant>,
} as const;
