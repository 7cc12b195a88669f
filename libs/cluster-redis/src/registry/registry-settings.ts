import type { Clock, Logger, Random } from "@fairlead/base";
import type { TenantStore } from "@fairlead/cluster";

export interface RegistryPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Whose devices are written beside them. */
  readonly tenants?: Pick<TenantStore, "tenantOf"> | undefined;
}

export interface RegistrySettings {
  /** Of a location that is not refreshed [CL-14]. */
  readonly locationMs: number;
  /** Of a new id before its rename is finished [CL-11]. */
  readonly provisionalMs: number;
  /** How long owners have to write again what a wiped bucket lost [CL-12]. */
  readonly healMs: number;
  /** Nodes that start together in a new store take so long at most until its markers are there. */
  readonly plantingMs: number;
  /** Of a parked request, and how many may wait for one device [CL-22]. */
  readonly parkMs: number;
  readonly maxParked: number;
}

export const DEFAULT_REGISTRY_SETTINGS: RegistrySettings = {
  locationMs: 15 * 60_000,
  provisionalMs: 60_000,
  healMs: 30_000,
  plantingMs: 10_000,
  parkMs: 20_000,
  maxParked: 16,
};
