import type { OwnIdentity } from "@fairlead/cluster";
import type { CertificatePorts, NodeCertificateWish } from "./authority.ts";

/** An authority of the bus. What makes certificates is large and seldom needed: it is loaded then. */
export async function makeAuthority(ports: CertificatePorts, lifeMs?: number): Promise<OwnIdentity> {
  const made = await import("./authority.ts");
  return await made.makeAuthority(ports, lifeMs);
}

/** A certificate of one role and its new key. Rejects when the authority is none. */
export async function issueCertificate(
  ports: CertificatePorts,
  authority: OwnIdentity,
  wish: NodeCertificateWish,
): Promise<OwnIdentity> {
  const made = await import("./authority.ts");
  return await made.issueCertificate(ports, authority, wish);
}
