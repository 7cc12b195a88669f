import { FairleadError } from "@fairlead/base";

/** The file cannot be used at start. The message says where in it, what is wrong and what to do. */
export class TenantsFileError extends FairleadError {
  override readonly name = "TenantsFileError";
  readonly code = "TENANTS_FILE_INVALID";
}
