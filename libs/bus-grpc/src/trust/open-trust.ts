import type { Random } from "@fairlead/base";
import type { BusTrust } from "./bus-trust.ts";
import { type CertificatePaths, readCertificateSet } from "./certificate-files.ts";
import { CertificateSource, type CertificateSourcePorts } from "./certificate-source.ts";
import { CertificateTrust } from "./certificate-trust.ts";
import { ownCertificate } from "./own-certificate.ts";
import { SecretTrust } from "./secret-trust.ts";
import type { CardOwner } from "./trust-card.ts";

export type TrustSettings =
  | { readonly kind: "secret"; readonly secret: string }
  | ({ readonly kind: "certificates"; readonly pollMs?: number } & CertificatePaths);

/** How often files are looked at: the time a renewed certificate takes to be in use. */
const POLL_MS = 5000;

/** Rejects with `BusTrustError` when what is given cannot be used. */
export async function openTrust(
  ports: CertificateSourcePorts & { readonly random: Random },
  owner: CardOwner,
  settings: TrustSettings,
): Promise<BusTrust> {
  if (settings.kind === "secret") return new SecretTrust(ports, owner, settings.secret, await ownCertificate(ports));
  const set = await readCertificateSet(settings, owner.role);
  const place = { paths: settings, role: owner.role, pollMs: settings.pollMs ?? POLL_MS };
  return new CertificateTrust(ports, owner, new CertificateSource(ports, place, set));
}
