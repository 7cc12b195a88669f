import { FairleadError } from "@fairlead/base";
import { RelayStartError } from "@fairlead/relay";
import { FrontStartError, ServerStartError } from "./errors.ts";
import type { ServerPlan } from "./server-plan.ts";

const REMEDIES: Readonly<Record<string, string>> = {
  NET_PORT_IN_USE: "stop the server that has it (hbbs, hbbr?), or choose other ports with -p",
  NET_LISTEN_FAILED: "use ports above 1023 or allow this user lower ones, and give -b an address of this machine",
  NET_BAD_CERTIFICATE: "give a PEM certificate and its key, or take cert.pem and key.pem away",
};

/** A listener's refusal with the setting it depends on and one step to take; every other error as it is. */
export function withListenAdvice(error: unknown, plan: ServerPlan): unknown {
  if (!(error instanceof FairleadError)) return error;
  const inThread = error instanceof RelayStartError || error instanceof FrontStartError;
  const fault = inThread ? error.faultCode : error.code;
  const remedy = REMEDIES[fault ?? ""];
  if (remedy === undefined) return error;
  const setting = error instanceof FrontStartError ? `HTTPS_PORT=${plan.httpsPort} (--https-port)` : plan.portSetting;
  const place = fault === "NET_BAD_CERTIFICATE" ? "" : ` ${setting};`;
  return new ServerStartError(`${error.message};${place} do: ${remedy}`, { cause: error });
}
