import { X509Certificate } from "node:crypto";
import type { NodeRole } from "./node-lease.ts";

/** How a certificate names its role, among its subject's alternative names [CL-41]. */
export const roleUri = (role: NodeRole): string => `fairlead://role/${role}`;

/** The role a certificate gives, or `undefined` when it gives none or several. */
export function roleOf(certificate: X509Certificate): NodeRole | undefined {
  const names = (certificate.subjectAltName ?? "").split(", ");
  const roles = (["rendezvous", "relay"] as const).filter((role) => names.includes(`URI:${roleUri(role)}`));
  return roles.length === 1 ? roles[0] : undefined;
}

/** The certificate in these bytes (DER or PEM), or `undefined`. */
export function parseCertificate(bytes: Uint8Array | string): X509Certificate | undefined {
  try {
    return new X509Certificate(bytes);
  } catch {
    // Bytes of a stranger: what is wrong with them matters to nobody.
    return undefined;
  }
}
