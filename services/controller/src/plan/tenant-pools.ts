import type { RelayPool, Tenant } from "../api/index.ts";
import type { TenantPools } from "./plan-parts.ts";

/**
 * Whose sessions go to which pools. Nodes know a tenant's pools alone, so what pools say of tenants is turned round: whoever may not use all of them gets a list of those that are
 * left.
 */
export function tenantPools(pools: readonly RelayPool[], tenants: readonly Tenant[]): TenantPools {
  const names = pools.map(({ metadata }) => metadata.name);
  const of = new Map<string, readonly string[]>();
  for (const { metadata, spec } of tenants) {
    const asked = (spec.pools ?? []).length === 0 ? names : (spec.pools ?? []);
    const left = asked.filter((name) =>
      pools.every((pool) => pool.metadata.name !== name || lets(pool, metadata.name)),
    );
    if (left.length < asked.length || asked !== names) of.set(metadata.name, left);
  }
  const open = pools.filter(({ spec }) => spec.tenants.allow.length === 0).map(({ metadata }) => metadata.name);
  return { of, others: open.length === names.length ? undefined : open };
}

function lets({ spec }: RelayPool, tenant: string): boolean {
  const { allow, deny } = spec.tenants;
  return allow.length > 0 ? allow.includes(tenant) : !deny.includes(tenant);
}
