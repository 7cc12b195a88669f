import { FairleadError } from "@fairlead/base";

/** The data dir, or a file in it, cannot be used. Nothing was changed. */
export class DataDirError extends FairleadError {
  override readonly name = "DataDirError";
  readonly code = "DATA_DIR_UNUSABLE";
}

/** The key argument and the key files do not fit together. Nothing was changed. */
export class ServerKeyError extends FairleadError {
  override readonly name = "ServerKeyError";
  readonly code = "SERVER_KEY_UNUSABLE";
}

/** A port or a certificate cannot be had. */
export class ServerStartError extends FairleadError {
  override readonly name = "ServerStartError";
  readonly code = "SERVER_START_REFUSED";
}

/** The HTTPS front could not start, or its thread is lost: the message is that of the fault, `faultCode` its code. */
export class FrontStartError extends FairleadError {
  override readonly name = "FrontStartError";
  readonly code = "FRONT_START_FAILED";
  readonly faultCode: string | undefined;

  constructor(message: string, faultCode: string | undefined) {
    super(message);
    this.faultCode = faultCode;
  }
}

/** This process cannot be a node of the cluster that it was pointed at. Nothing in it was changed. */
export class ClusterJoinError extends FairleadError {
  override readonly name = "ClusterJoinError";
  readonly code = "CLUSTER_JOIN_REFUSED";
}
