import { FairleadError } from "@fairlead/base";

/** The relay's thread could not start: the message is that of the fault, `faultCode` its code, such as `NET_PORT_IN_USE`. */
export class RelayStartError extends FairleadError {
  override readonly name = "RelayStartError";
  readonly code = "RELAY_START_FAILED";
  readonly faultCode: string | undefined;

  constructor(message: string, faultCode: string | undefined) {
    super(message);
    this.faultCode = faultCode;
  }
}

/** The relay's thread ended by itself; nothing is relayed any more. */
export class RelayThreadLostError extends FairleadError {
  override readonly name = "RelayThreadLostError";
  readonly code = "RELAY_THREAD_LOST";
}
