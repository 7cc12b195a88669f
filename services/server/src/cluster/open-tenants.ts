import { noTenants, type TenantStore } from "@fairlead/cluster";
import { openTenantsFile } from "@fairlead/tenants-file";
import type { Foundation } from "../foundation.ts";
import type { ServerPorts } from "../server-ports.ts";

/** A file that has become bad leaves in force what was, and is told by `/readyz` [CL-2]. */
export async function openTenants(
  ports: Pick<ServerPorts, "clock" | "logger">,
  { health, metrics }: Foundation,
  file: string | undefined,
  started: AsyncDisposableStack,
): Promise<TenantStore> {
  if (file === undefined) return noTenants;
  const tenants = started.use(await openTenantsFile({ ...ports, metrics }, { file }));
  started.use(health.watch("tenants", () => tenants.complaint()));
  return tenants;
}
