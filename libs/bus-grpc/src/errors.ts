import { FairleadError } from "@fairlead/base";

/** What the bus proves itself with cannot be used. The message names the setting or the file. */
export class BusTrustError extends FairleadError {
  override readonly name = "BusTrustError";
  readonly code = "BUS_TRUST";
}

/** The bus has no address to listen on. The message names it. */
export class BusListenError extends FairleadError {
  override readonly name = "BusListenError";
  readonly code = "BUS_LISTEN";
}
