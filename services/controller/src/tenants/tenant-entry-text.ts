import type { TenantSpec } from "../api/tenant.ts";

/** What of a Tenant reaches nodes. */
export type TenantWish = Pick<TenantSpec, "devices" | "displayName" | "limits" | "pools" | "suspended">;

/** Quoted, so that no id, pattern or reason is anything but text in YAML. */
const quoted = (text: string | number): string => JSON.stringify(String(text));

const listOf = (texts: readonly string[]): string => `[${texts.map(quoted).join(", ")}]`;

/** One entry of tenants.yaml (docs/tenants.md). The same Tenant is always the same text. */
export function tenantEntryText(id: string, wish: TenantWish): string {
  const { devices = [], displayName, pools = [], suspended } = wish;
  const lines = [
    `  - id: ${quoted(id)}`,
    ...(displayName ? [`    name: ${quoted(displayName)}`] : []),
    ...(suspended ? [`    suspended: ${quoted(suspended)}`] : []),
    ...(pools.length > 0 ? [`    pools: ${listOf(pools)}`] : []),
    ...limitLines(wish.limits ?? {}),
    ...(devices.length > 0 ? [`    devices: ${listOf(devices)}`] : []),
  ];
  return `${lines.join("\n")}\n`;
}

function limitLines({ session, device, total, sessions }: NonNullable<TenantWish["limits"]>): readonly string[] {
  const set = Object.entries({ session, device, total, sessions }).filter(([, value]) => value !== undefined);
  if (set.length === 0) return [];
  return [`    limits: { ${set.map(([name, value]) => `${name}: ${quoted(value ?? "")}`).join(", ")} }`];
}
