import { FairleadError } from "@fairlead/base";

/** The database cannot be used at start. Nothing in it was changed. The message names the file and what to do. */
export class StoreOpenError extends FairleadError {
  override readonly name = "StoreOpenError";
  readonly code = "STORE_OPEN_FAILED";
}
