import { type NodeRole, roleUri } from "@fairlead/cluster";
import type { KubeObject } from "@fairlead/kube";
import type { BusAuthoritySettings } from "./bus-authority.ts";
import { NODE_LIFE_MS, RENEWAL_SHARE } from "./certificate-terms.ts";

export interface CertManagerWish extends Pick<BusAuthoritySettings, "namespace" | "authoritySecret" | "roles"> {
  /** The issuer's name. */
  readonly issuer: string;
  readonly labels: Readonly<Record<string, string>>;
}

const hours = (ms: number): string => `${Math.round(ms / 3_600_000)}h`;

/**
 * What cert-manager needs to do our work [KU-25]: an issuer on the same authority, and a Certificate for each role into the same Secret, with a new key at two thirds of its life. When the
 * authority changes, cert-manager does not wait until all nodes take the new one: streams of the bus are down until they do, and messages go through Redis.
 */
export function certManagerObjects(wish: CertManagerWish): readonly KubeObject[] {
  const issuer = {
    ...head("Issuer", wish.issuer, wish),
    spec: { ca: { secretName: wish.authoritySecret } },
  };
  return [issuer, ...[...wish.roles].map(([role, place]) => certificate(role, place, wish))];
}

function certificate(
  role: NodeRole,
  { secret, dnsNames }: { readonly secret: string; readonly dnsNames: readonly string[] },
  wish: CertManagerWish,
): KubeObject & { readonly spec: object } {
  return {
    ...head("Certificate", secret, wish),
    spec: {
      secretName: secret,
      commonName: `fairlead ${role}`,
      uris: [roleUri(role)],
      ...(dnsNames.length === 0 ? {} : { dnsNames }),
      duration: hours(NODE_LIFE_MS),
      renewBefore: hours(NODE_LIFE_MS * (1 - RENEWAL_SHARE)),
      privateKey: { algorithm: "ECDSA", size: 256, encoding: "PKCS8", rotationPolicy: "Always" },
      usages: ["digital signature", "client auth", "server auth"],
      issuerRef: { group: "cert-manager.io", kind: "Issuer", name: wish.issuer },
    },
  };
}

function head(kind: string, name: string, { namespace, labels }: CertManagerWish): KubeObject {
  return { apiVersion: "cert-manager.io/v1", kind, metadata: { name, namespace, labels } };
}
