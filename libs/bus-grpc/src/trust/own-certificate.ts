import "reflect-metadata";
import { webcrypto } from "node:crypto";
import type { Clock, Random } from "@fairlead/base";
import type { OwnIdentity } from "@fairlead/cluster";
import { PemConverter, X509CertificateGenerator } from "@peculiar/x509";

const KEYS = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const DAY_MS = 86_400_000;
/** The clocks of two nodes may disagree this much. */
const EARLIER_MS = DAY_MS;
/** No process lives longer; the certificate ends with it. */
const LATER_MS = 20 * 365 * DAY_MS;

/** A key and a certificate of this start, signed by itself: nobody trusts it who was not told of it [CL-42]. */
export async function ownCertificate(ports: { readonly clock: Clock; readonly random: Random }): Promise<OwnIdentity> {
  const keys = (await webcrypto.subtle.generateKey(KEYS, true, ["sign", "verify"])) as webcrypto.CryptoKeyPair;
  const nowMs = ports.clock.wall();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: `01${Buffer.from(ports.random.bytes(16)).toString("hex")}`,
    name: "CN=fairlead node",
    keys,
    signingAlgorithm: KEYS,
    notBefore: new Date(nowMs - EARLIER_MS),
    notAfter: new Date(nowMs + LATER_MS),
  });
  const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return { cert: certificate.toString("pem"), key: PemConverter.encode(pkcs8, PemConverter.PrivateKeyTag) };
}
