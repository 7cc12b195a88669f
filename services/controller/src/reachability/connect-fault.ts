import { errorCode, errorMessage } from "@fairlead/base";
import { ConnectFailedError } from "@fairlead/client";
import type { ProofFault } from "./proof.ts";

const BY_CODE: Readonly<Record<string, ProofFault>> = {
  EAI_AGAIN: "dns",
  EAI_FAIL: "dns",
  EAI_NODATA: "dns",
  EAI_NONAME: "dns",
  ENODATA: "dns",
  ENOTFOUND: "dns",
  ECONNREFUSED: "refused",
  ECONNRESET: "refused",
  EPIPE: "refused",
  EACCES: "no-route",
  EADDRNOTAVAIL: "no-route",
  EHOSTUNREACH: "no-route",
  ENETUNREACH: "no-route",
  EPERM: "no-route",
  ETIMEDOUT: "timeout",
};
/** Of OpenSSL and of Node's own checks of a certificate. */
const TLS = /^(ERR_TLS_|ERR_SSL_|EPROTO|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/;

/** What kept a connection from coming about, of what the dialler told. */
export function connectFault(error: unknown): ProofFault {
  const { cause, message } = error instanceof ConnectFailedError ? error : { cause: error, message: "" };
  const code = errorCode(cause) ?? "";
  const known = BY_CODE[code];
  if (known !== undefined) return known;
  if (TLS.test(code)) return "tls";
  if (/name not resolved/.test(message)) return "dns";
  // Whoever answered spoke HTTP, and said something else than "switching protocols".
  if (/server response|Sec-WebSocket|upgrade header|Parse Error/i.test(errorMessage(cause))) return "upgrade";
  return cause === undefined || /Timeout/.test(errorName(cause)) ? "timeout" : "refused";
}

const errorName = (error: unknown): string => (error instanceof Error ? error.name : "");
