import {
  noTenants,
  SHARED_SETTINGS,
  type SharedSettings,
  type SharedState,
  type SharedValues,
  type TenantStore,
} from "@fairlead/cluster";
import { openTenantsFile, StoredTenants } from "@fairlead/tenants-file";
import type { TenantsPlan } from "../cluster-plan.ts";
import type { Foundation } from "../foundation.ts";
import type { ServerPorts } from "../server-ports.ts";
import { patiently } from "./patiently.ts";

/** Tenants in force, and where a change of shared settings goes that may be one of theirs. */
export interface OpenedTenants {
  readonly tenants: TenantStore;
  readonly stored: StoredTenants | undefined;
}

/** What has become bad, in a file or in the store, leaves in force what was, and is told by `/readyz` [CL-2] [KU-26]. */
export async function openTenants(
  ports: Pick<ServerPorts, "clock" | "logger">,
  { health, metrics }: Foundation,
  { plan, settings }: { readonly plan: TenantsPlan | undefined; readonly settings: SharedSettings },
  started: AsyncDisposableStack,
): Promise<OpenedTenants> {
  if (plan === undefined) return { tenants: noTenants, stored: undefined };
  if (plan.kind === "file") {
    const tenants = started.use(await openTenantsFile({ ...ports, metrics }, { file: plan.file }));
    started.use(health.watch("tenants", () => tenants.complaint()));
    return { tenants, stored: undefined };
  }
  const stored = new StoredTenants({ ...ports, metrics });
  started.use(health.watch("tenants", () => stored.complaint()));
  const { values } = await patiently(ports, { for: "tenants" }, () => settings.read());
  stored.put(values.get(SHARED_SETTINGS.tenants));
  return { tenants: stored, stored };
}

/** What the role shares, and the tenants, which only whoever wrote them changes. */
export function stateWith(state: SharedState, stored: StoredTenants | undefined): SharedState {
  if (stored === undefined) return state;
  return {
    exported: () => state.exported(),
    apply: (values: SharedValues) => {
      stored.put(values.get(SHARED_SETTINGS.tenants));
      return state.apply(values);
    },
  };
}
