import type { Clock, Logger } from "@fairlead/base";
import type { TenantStore } from "@fairlead/cluster";
import { TenantsFileError } from "./errors.ts";

export interface TenantsFilePorts {
  readonly clock: Clock;
  readonly logger: Logger;
}
export interface TenantsFileSettings {
  readonly file: string;
}
export interface TenantsFile extends TenantStore, AsyncDisposable {
  /** Why the file as it is now is not in force; `undefined` = it is. For `/readyz`. */
  complaint(): string | undefined;
}

/** Rejects with `TenantsFileError` when the file cannot be used now; later a bad file leaves in force what was. */
export async function openTenantsFile(_ports: TenantsFilePorts, { file }: TenantsFileSettings): Promise<TenantsFile> {
  throw new TenantsFileError(`not yet: ${file}`);
}
