import { createPrivateKey, X509Certificate } from "node:crypto";
import { type NodeRole, roleOf } from "@fairlead/cluster";

/** The keys of a Secret of the bus, as files of a node: its certificate, its key, and whose certificates it takes. */
export interface TrustFiles {
  readonly "tls.crt": string;
  readonly "tls.key": string;
  readonly "ca.crt": string;
}

/** What lies in the Secret of one role, as far as it decides something. */
export interface TrustFacts {
  /** `undefined` = there is no certificate of this role with its key. */
  readonly certificate:
    | { readonly startsMs: number; readonly endsMs: number; readonly byAuthority: boolean }
    | undefined;
  /** Whether nodes that read it take certificates of the authority. */
  readonly trustsAuthority: boolean;
  /** Whether they take those of others, too. */
  readonly trustsOthers: boolean;
  /** When we last changed it; 0 = never, as far as is known. */
  readonly changedMs: number;
}

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Certificates in a PEM text; what does not parse is left out. */
export function certificatesIn(pem: string): readonly X509Certificate[] {
  return (pem.match(BLOCK) ?? []).flatMap((block) => {
    try {
      return [new X509Certificate(block)];
    } catch {
      // Half a certificate is none: what is missing is issued anew.
      return [];
    }
  });
}

export function trustFacts(
  files: Partial<TrustFiles>,
  about: { readonly role: NodeRole; readonly authority: X509Certificate; readonly changedMs: number },
): TrustFacts {
  const { role, authority, changedMs } = about;
  const trusted = certificatesIn(files["ca.crt"] ?? "");
  const isOurs = (one: X509Certificate): boolean => one.fingerprint256 === authority.fingerprint256;
  return {
    certificate: certificateFacts(files, role, authority),
    trustsAuthority: trusted.some(isOurs),
    trustsOthers: trusted.some((one) => !isOurs(one)),
    changedMs,
  };
}

function certificateFacts(
  files: Partial<TrustFiles>,
  role: NodeRole,
  authority: X509Certificate,
): TrustFacts["certificate"] {
  const [leaf] = certificatesIn(files["tls.crt"] ?? "");
  if (leaf === undefined || roleOf(leaf) !== role || !fits(leaf, files["tls.key"] ?? "")) return undefined;
  return {
    startsMs: leaf.validFromDate.getTime(),
    endsMs: leaf.validToDate.getTime(),
    byAuthority: leaf.checkIssued(authority) && leaf.verify(authority.publicKey),
  };
}

function fits(leaf: X509Certificate, key: string): boolean {
  try {
    return leaf.checkPrivateKey(createPrivateKey(key));
  } catch {
    // No key at all.
    return false;
  }
}

/** The authority first, then who was taken until now, each once. */
export function trustBundle(authorityPem: string, before: string): string {
  const all = [...certificatesIn(authorityPem), ...certificatesIn(before)];
  return [...new Map(all.map((one) => [one.fingerprint256, one.toString()])).values()].join("");
}
