import type { X509Certificate } from "node:crypto";
import type { NodeRole, OwnIdentity } from "@fairlead/cluster";
import type { CertificatePorts } from "../certificates/authority.ts";
import { wrongWithAuthority } from "../certificates/bus-authority.ts";
import { issueCertificate, makeAuthority } from "../certificates/make-certificates.ts";
import { certificatesIn, trustBundle, trustFacts } from "../certificates/trust-secret.ts";
import { busDnsNames, type InstallNames } from "./install-names.ts";
import type { InstallObject, Values } from "./install-object.ts";

/** The authority of the bus. */
export function authorityObject(names: InstallNames, ports: CertificatePorts): InstallObject {
  return {
    kind: "Secret",
    place: names.busAuthority,
    type: "kubernetes.io/tls",
    purpose: "the authority of the bus between nodes",
    make: async () => {
      const { cert, key } = await makeAuthority(ports);
      return { "tls.crt": `${cert}\n`, "tls.key": key };
    },
    wrongWith: (values) => wrongWithAuthority(identityOf(values), ports.clock.wall()),
    note: (values) => endText(values),
  };
}

/** The first certificate of a role; the controller replaces it from then on [KU-25]. */
export function roleObject(
  names: InstallNames,
  ports: CertificatePorts,
  role: NodeRole,
  authority: Values | undefined,
): InstallObject {
  return {
    kind: "Secret",
    place: role === "relay" ? names.busRelay : names.busRendezvous,
    type: "kubernetes.io/tls",
    purpose: `certificate of the bus for ${role === "relay" ? "relays" : "rendezvous nodes"}`,
    make: () => firstCertificate(names, ports, role, identityOf(authority ?? {})),
    wrongWith: (values) => wrongWithRole(values, role),
    note: (values) => `${endText(values)}${authority === undefined ? "" : followsText(values, authority)}`,
  };
}

async function firstCertificate(
  names: InstallNames,
  ports: CertificatePorts,
  role: NodeRole,
  authority: OwnIdentity,
): Promise<Values> {
  const { cert, key } = await issueCertificate(ports, authority, { role, dnsNames: busDnsNames(names, role) });
  return { "tls.crt": `${cert}\n`, "tls.key": key, "ca.crt": trustBundle(authority.cert, "") };
}

function wrongWithRole(values: Values, role: NodeRole): string | undefined {
  const [leaf] = certificatesIn(values["tls.crt"] ?? "");
  if (leaf === undefined)
    return "there is no certificate in its tls.crt; do: put one there, or delete the Secret and run this again";
  if (trustFacts(values, { role, authority: leaf, changedMs: 0 }).certificate === undefined)
    return `its tls.crt is not that of a ${role} with the key in tls.key; do: issue one with the URI name fairlead://role/${role}`;
  if (certificatesIn(values["ca.crt"] ?? "").length === 0)
    return "there is no certificate in its ca.crt; do: put the authority's there";
  return undefined;
}

function followsText(values: Values, authority: Values): string {
  const [leaf, issuer] = [certificatesIn(values["tls.crt"] ?? "")[0], certificatesIn(authority["tls.crt"] ?? "")[0]];
  if (leaf === undefined || issuer === undefined || leaf.checkIssued(issuer)) return "";
  return ", of another authority: the controller moves it to the new one";
}

function endText(values: Values): string {
  const [leaf] = certificatesIn(values["tls.crt"] ?? "");
  return leaf === undefined ? "" : `until ${dayOf(leaf)}`;
}

const dayOf = ({ validToDate }: X509Certificate): string => validToDate.toISOString().slice(0, 10);

const identityOf = (values: Values): OwnIdentity => ({ cert: values["tls.crt"] ?? "", key: values["tls.key"] ?? "" });
