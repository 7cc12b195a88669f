import type { TlsFiles } from "./tls-files.ts";

/** What makes a process one node of several. Paths are absolute, addresses as others can dial them; `undefined` means that nobody asked for it. */
export interface ClusterPlan {
  /** Unique in the cluster; what `ctl` calls this node. */
  readonly nodeName: string;
  readonly redis: RedisPlan;
  readonly bus: BusPlan;
  readonly mesh: MeshPlan | undefined;
  /** Of a relay. */
  readonly relay: ClusterRelayPlan | undefined;
  /** A MaxMind file. */
  readonly geoDatabase: string | undefined;
  /** Stronger than the database; the first that fits counts. */
  readonly regionOverrides: readonly RegionOverride[];
  readonly tenants: TenantsPlan | undefined;
  readonly telemetryEndpoint: string | undefined;
  /** What all relays may carry together, per direction; `undefined` = no limit. */
  readonly clusterMbps: number | undefined;
  /** From the wish that it ends until `/readyz` says so [CL-2] [KU-34]. */
  readonly readyDelayMs: number;
}

/** Where tenants are written: in a file of this machine, or, for all nodes, in the store [KU-26]. */
export type TenantsPlan = { readonly kind: "file"; readonly file: string } | { readonly kind: "store" };

export interface RedisPlan {
  /** As written: one server, sentinels or a cluster. */
  readonly url: string;
  readonly prefix: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly caFile: string | undefined;
  readonly clientTls: TlsFiles | undefined;
}

export interface HostPort {
  readonly host: string;
  readonly port: number;
}

export interface BusPlan {
  readonly listen: HostPort;
  readonly advertise: HostPort;
  readonly trust: BusTrust;
}

/** How nodes know each other [CL-41] [CL-42]. There is no third way. */
export type BusTrust =
  | { readonly kind: "secret"; readonly secret: string }
  | ({ readonly kind: "certificates"; readonly caFile: string } & TlsFiles);

export interface MeshPlan {
  readonly listen: HostPort;
  readonly advertise: HostPort;
}

/** What a relay says of itself to those who choose. */
export interface ClusterRelayPlan {
  /** What clients are told to dial; unique in the cluster, unless `mesh`. Of a managed relay `undefined`: its order says it. */
  readonly advertise: string | undefined;
  /** Does as its orders in the store say [KU-4]. */
  readonly managed: boolean;
  /** Empty = none. */
  readonly region: string;
  readonly latitude: number | undefined;
  readonly longitude: number | undefined;
  readonly pools: readonly string[];
  /** Per direction; `undefined` = no limit is known. */
  readonly capacityMbps: number | undefined;
  readonly maxSessions: number | undefined;
  /** It shares its address with others, and joins legs with them [CL-38]. */
  readonly mesh: boolean;
}

export interface RegionOverride {
  readonly cidr: string;
  readonly region: string;
}
