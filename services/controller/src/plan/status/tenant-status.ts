import { isDeepStrictEqual } from "node:util";
import type { Tenant, TenantStatus } from "../../api/index.ts";
import type { Snapshot } from "../snapshot.ts";
import { isSo, readyOf, settleConditions } from "./settle-conditions.ts";

/** `undefined` while nobody has judged it. One that is as it should be is the very same object: there may be thousands, in every plan. */
export function tenantStatus({ metadata, status }: Tenant, snapshot: Snapshot): TenantStatus | undefined {
  const found = snapshot.tenantFindings.get(metadata.name);
  if (found === undefined) return undefined;
  const { generation, name } = metadata;
  const others = found.conditions.filter(({ type }) => type !== "Ready");
  const all = [...others, readyOf(found.conditions, isSo("Ready", "InForce", `${name} is in force`))];
  const wanted = {
    devices: found.devices,
    keyFingerprints: found.keyFingerprints,
    conditions: settleConditions(all, status?.conditions, snapshot.wallMs, generation),
    ...(generation === undefined ? {} : { observedGeneration: generation }),
  };
  return isDeepStrictEqual(wanted, status) ? status : wanted;
}
