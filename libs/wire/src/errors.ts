import { FairleadError } from "@fairlead/base";

export type WireErrorCode =
  | "WIRE_FRAME_TOO_LONG"
  | "WIRE_BAD_CIDR"
  | "WIRE_BAD_KEY"
  | "WIRE_BAD_KEY_EXCHANGE"
  | "WIRE_BAD_SIGNATURE"
  | "WIRE_BAD_CONFIG_STRING"
  | "WIRE_BAD_MESSAGE";

/** Bytes or text that break the wire's rules. */
export class WireError extends FairleadError {
  override readonly name = "WireError";
  readonly code: WireErrorCode;

  constructor(code: WireErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
