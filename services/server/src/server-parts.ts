import { TlsSource } from "@fairlead/net";
import { adviceFields } from "@fairlead/runtime";
import { dataDirKeys } from "./data-dir-keys.ts";
import type { Foundation } from "./foundation.ts";
import { type InternalSockets, makeInternalSockets } from "./internal-sockets.ts";
import { resolveKeys, type ServerKeys } from "./server-keys.ts";
import type { ServerPlan } from "./server-plan.ts";
import type { ServerPorts } from "./server-ports.ts";
import { findTlsFiles, type TlsFiles } from "./tls-files.ts";

/** What all parts of one server are made of. */
export interface ServerParts {
  readonly ports: ServerPorts;
  readonly plan: ServerPlan;
  readonly foundation: Foundation;
  readonly keys: ServerKeys;
  readonly tlsFiles: TlsFiles | undefined;
  /** For listeners of this thread; `undefined` = no certificate. */
  readonly tls: TlsSource | undefined;
  /** `undefined` = no HTTPS port. */
  readonly sockets: InternalSockets | undefined;
}

export async function gatherParts(
  ports: ServerPorts,
  plan: ServerPlan,
  foundation: Foundation,
  started: AsyncDisposableStack,
): Promise<ServerParts> {
  const keys = await resolveKeys(
    plan.key,
    dataDirKeys(plan.dataDir, ports.clock, ports.logger),
    plan.rendezvous !== undefined,
  );
  if (keys.signingOff) warnOfText(ports, plan);
  const tlsFiles = findTlsFiles(plan.dataDir, plan.tlsFiles);
  const certificate = tlsFiles && { certPath: tlsFiles.certFile, keyPath: tlsFiles.keyFile };
  const tls = certificate && started.use(new TlsSource(certificate, ports));
  if (plan.httpsPort !== undefined && tls === undefined) warnOfPlainHttp(ports, plan.httpsPort);
  const sockets = plan.httpsPort === undefined ? undefined : await makeInternalSockets(ports.temporaryDir, started);
  return { ports, plan, foundation, keys, tlsFiles, tls, sockets };
}

/** The fourth mistake of widely read guides: `-k` with words of one's own. */
function warnOfText({ logger }: ServerPorts, { key }: ServerPlan): void {
  const advice = {
    reason:
      "the key is free text, which signs nothing: clients that are signed in will fail and others warn of an insecure connection",
    setting: key.setting,
    do: "leave -k away to use id_ed25519, or give a secret key of fairlead keygen",
  };
  logger.warn("settings.warning", adviceFields(advice));
}

/** Fine behind a proxy that ends TLS; a mistake anywhere else. */
function warnOfPlainHttp({ logger }: ServerPorts, port: number): void {
  const advice = {
    reason: `port ${port} speaks http and ws only: there is no certificate`,
    setting: `HTTPS_PORT=${port} (--https-port)`,
    do: "put cert.pem and key.pem into the data dir, unless a proxy in front ends TLS",
  };
  logger.warn("settings.warning", adviceFields(advice));
}
