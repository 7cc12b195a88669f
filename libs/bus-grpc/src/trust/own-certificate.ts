import { generateKeyPairSync } from "node:crypto";
import type { Clock, Random } from "@fairlead/base";
import type { OwnIdentity } from "@fairlead/cluster";
import { certificatePem } from "./certificate.ts";

const DAY_MS = 86_400_000;
/** The clocks of two nodes may disagree this much. */
const EARLIER_MS = DAY_MS;
/** No process lives longer; the certificate ends with it. */
const LATER_MS = 20 * 365 * DAY_MS;

/** A key and a certificate of this start, signed by itself: nobody trusts it who was not told of it [CL-42]. */
export function ownCertificate(ports: { readonly clock: Clock; readonly random: Random }): OwnIdentity {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const nowMs = ports.clock.wall();
  const cert = certificatePem({
    subject: "fairlead node",
    issuer: "fairlead node",
    serial: ports.random.bytes(16),
    notBeforeMs: nowMs - EARLIER_MS,
    notAfterMs: nowMs + LATER_MS,
    publicKey,
    signedBy: privateKey,
  });
  return { cert, key: privateKey.export({ format: "pem", type: "pkcs8" }).toString() };
}
