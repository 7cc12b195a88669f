import type { TlsFiles } from "./server-plan.ts";

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
  readonly tenantsFile: string | undefined;
  readonly telemetryEndpoint: string | undefined;
  /** What all relays may carry together, per direction; `undefined` = no limit. */
  readonly clusterMbps: number | undefined;
}

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
  /** What clients are told to dial; unique in the cluster, unless `mesh`. */
  readonly advertise: string;
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
