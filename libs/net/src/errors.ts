import { FairleadError } from "@fairlead/base";

/** A listener could not be opened. The message names protocol, address and port. */
export class ListenError extends FairleadError {
  override readonly name = "ListenError";
  readonly code: "NET_PORT_IN_USE" | "NET_LISTEN_FAILED";

  constructor(code: ListenError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The certificate or its key cannot be used. The message names the file. */
export class TlsFilesError extends FairleadError {
  override readonly name = "TlsFilesError";
  readonly code = "NET_BAD_CERTIFICATE";
}
