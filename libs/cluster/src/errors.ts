import { FairleadError } from "@fairlead/base";

/** The store could not answer, or could not make a write durable in time. Nothing is known about the state it was asked for. */
export class StoreUnavailableError extends FairleadError {
  override readonly name = "StoreUnavailableError";
  readonly code = "STORE_UNAVAILABLE";
}
