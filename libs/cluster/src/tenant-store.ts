import type { TenantId } from "@fairlead/base";
import type { SessionBudget } from "./admissions.ts";

/** What one customer may. */
export interface TenantPolicy {
  readonly id: TenantId;
  /** Why its devices are not served, in words for people; empty = they are. */
  readonly suspended: string;
  /** Relay pools its sessions may use; empty = all. */
  readonly pools: readonly string[];
  readonly budget: SessionBudget;
}

/** Policies as a watched local snapshot [CL-49]. Look-ups are synchronous and never fail. */
export interface TenantStore {
  /** The policy of the first tenant that names this device; `undefined` = it belongs to nobody. */
  tenantOf(peerId: string): TenantPolicy | undefined;
  find(id: TenantId): TenantPolicy | undefined;
  /** Hears after each change. */
  watch(listener: () => void): Disposable;
}

/** Nobody has tenants. */
export const noTenants: TenantStore = {
  tenantOf: () => undefined,
  find: () => undefined,
  watch: () => ({ [Symbol.dispose]: () => undefined }),
};
