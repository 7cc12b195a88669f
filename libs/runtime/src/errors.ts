import { FairleadError } from "@fairlead/base";

/** A flag, a line of a file or a variable cannot be used. The message says what, where it was written and what to do. */
export class SettingsError extends FairleadError {
  override readonly name = "SettingsError";
  readonly code = "SETTINGS_INVALID";
}

/** A key file is there and cannot be used, or cannot be made. It is never overwritten. */
export class KeyFileError extends FairleadError {
  override readonly name = "KeyFileError";
  readonly code = "KEY_FILE_BAD";
}

/** The port for health and metrics was asked for by number and cannot be had. */
export class OpsPortError extends FairleadError {
  override readonly name = "OpsPortError";
  readonly code = "OPS_PORT_UNAVAILABLE";
}

/** The admin socket cannot be had: another server runs on this folder, or the folder refuses it. */
export class AdminSocketError extends FairleadError {
  override readonly name = "AdminSocketError";
  readonly code = "ADMIN_SOCKET_UNAVAILABLE";
}

/** `ctl` reached no server, or not an answer. */
export class AdminCallError extends FairleadError {
  override readonly name = "AdminCallError";
  readonly code = "ADMIN_CALL_FAILED";
}
