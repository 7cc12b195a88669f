import { FairleadError } from "@fairlead/base";

/** The database cannot be used at start. The message names the file and what to do. */
export class GeographyOpenError extends FairleadError {
  override readonly name = "GeographyOpenError";
  readonly code = "GEOGRAPHY_OPEN_FAILED";
}
