import { createPrivateKey, X509Certificate } from "node:crypto";
import { errorMessage, type Logger } from "@fairlead/base";
import type { NodeRole, OwnIdentity } from "@fairlead/cluster";
import { apply, type KubeApi, kinds, readObject, type Secret } from "@fairlead/kube";
import { AuthorityError } from "../errors.ts";
import type { CertificatePorts } from "./authority.ts";
import { AUTHORITY_WARNING_MS, SETTLE_MS } from "./certificate-terms.ts";
import { judgeTrust, type TrustStep } from "./judge-trust.ts";
import { issueCertificate } from "./make-certificates.ts";
import { decodedData, encodedData } from "./secret-data.ts";
import { type TrustFacts, type TrustFiles, trustBundle, trustFacts } from "./trust-secret.ts";

export interface BusAuthorityPorts extends CertificatePorts {
  readonly api: KubeApi;
  readonly logger: Logger;
}
export interface BusAuthoritySettings {
  readonly namespace: string;
  readonly fieldManager: string;
  /** Where the authority's certificate and key are: `tls.crt`, `tls.key`. */
  readonly authoritySecret: string;
  /** Of each role: its Secret, and DNS names besides the role. */
  readonly roles: ReadonlyMap<NodeRole, { readonly secret: string; readonly dnsNames: readonly string[] }>;
}

/** What was done to one Secret; for an Event. */
export interface TrustChange {
  readonly secret: string;
  readonly role: NodeRole;
  readonly done: Exclude<TrustStep["kind"], "keep">;
  /** For people. */
  readonly note: string;
}
export interface TrustReview {
  readonly changes: readonly TrustChange[];
  /** What a person has to do something about; `undefined` = nothing. */
  readonly complaint: string | undefined;
  /** Wall time by which to look again. */
  readonly nextMs: number;
}

/** When we last changed a Secret: nobody's clock but ours decides by it. */
export const TRUST_CHANGED = "fairlead.io/trust-changed";
const LOOK_AGAIN_MS = 60_000;

interface RoleSecret {
  readonly role: NodeRole;
  readonly secret: Secret;
  readonly files: Partial<TrustFiles>;
  readonly facts: TrustFacts;
}

/** Issues and replaces the certificates of the bus, from the install's own authority [KU-25]. Whoever leads calls it now and then. */
export class BusAuthority {
  readonly #ports: BusAuthorityPorts;
  readonly #settings: BusAuthoritySettings;

  constructor(ports: BusAuthorityPorts, settings: BusAuthoritySettings) {
    this.#ports = ports;
    this.#settings = settings;
  }

  /**
   * Looks at all Secrets and changes those that are due. Rejects with `AuthorityError` when there is nothing to issue from, and with the API's errors; then certificates stay as they
   * are, and a third of their life is left to put it right.
   */
  async review(): Promise<TrustReview> {
    const nowMs = this.#ports.clock.wall();
    const authority = await this.#readAuthority();
    const certificate = new X509Certificate(authority.cert);
    const roles = await this.#readRoles(certificate);
    const judged = judgeTrust(new Map(roles.map(({ role, facts }) => [role, facts])), nowMs);
    const changes: TrustChange[] = [];
    for (const one of roles) {
      const step = judged.steps.get(one.role);
      if (step === undefined || step.kind === "keep") continue;
      changes.push(await this.#act(one, step, authority));
    }
    const nextMs = changes.length > 0 ? nowMs + LOOK_AGAIN_MS : Math.max(judged.nextMs, nowMs + LOOK_AGAIN_MS);
    return { changes, complaint: this.#complaint(certificate, nowMs), nextMs };
  }

  async #readAuthority(): Promise<OwnIdentity> {
    const name = this.#settings.authoritySecret;
    const secret = await this.#read(name);
    const { "tls.crt": cert = "", "tls.key": key = "" } = decodedData(secret);
    const wrong = wrongWithAuthority({ cert, key }, this.#ports.clock.wall());
    if (wrong !== undefined) throw new AuthorityError(`Secret ${name} cannot sign certificates of the bus: ${wrong}`);
    return { cert, key };
  }

  async #readRoles(authority: X509Certificate): Promise<readonly RoleSecret[]> {
    return Promise.all(
      [...this.#settings.roles].map(async ([role, { secret: name }]) => {
        const secret = await this.#read(name);
        const files: Partial<TrustFiles> = decodedData(secret);
        const changedMs = Date.parse(secret.metadata.annotations?.[TRUST_CHANGED] ?? "") || 0;
        return { role, secret, files, facts: trustFacts(files, { role, authority, changedMs }) };
      }),
    );
  }

  async #read(name: string): Promise<Secret> {
    const { api, namespace } = { ...this.#ports, ...this.#settings };
    const secret = await readObject(api, kinds.secret, { namespace, name });
    if (secret !== undefined) return secret;
    throw new AuthorityError(
      `there is no Secret ${namespace}/${name}; do: helm upgrade, its Job makes what is missing`,
    );
  }

  async #act(
    one: RoleSecret,
    step: Exclude<TrustStep, { kind: "keep" }>,
    authority: OwnIdentity,
  ): Promise<TrustChange> {
    const { role, files, secret } = one;
    const name = secret.metadata.name;
    switch (step.kind) {
      case "trust":
        await this.#write(one, { ...files, "ca.crt": trustBundle(authority.cert, files["ca.crt"] ?? "") });
        return { secret: name, role, done: "trust", note: `${name} takes the new authority beside the old one` };
      case "forget":
        await this.#write(one, { ...files, "ca.crt": trustBundle(authority.cert, "") });
        return { secret: name, role, done: "forget", note: `${name} takes certificates of the new authority only` };
      case "issue": {
        const issued = await this.#issue(role, authority);
        await this.#write(one, { ...issued, "ca.crt": trustBundle(authority.cert, files["ca.crt"] ?? "") });
        const { validTo } = new X509Certificate(issued["tls.crt"]);
        return {
          secret: name,
          role,
          done: "issue",
          note: `a new certificate in ${name}, until ${validTo}: ${step.why}`,
        };
      }
      default:
        return step satisfies never;
    }
  }

  async #issue(role: NodeRole, authority: OwnIdentity): Promise<Omit<TrustFiles, "ca.crt">> {
    const dnsNames = this.#settings.roles.get(role)?.dnsNames ?? [];
    const { cert, key } = await issueCertificate(this.#ports, authority, { role, dnsNames });
    return { "tls.crt": `${cert}\n`, "tls.key": key };
  }

  /** Certificate, key and authorities in one write, and only onto what was read: another that leads for a moment longer cannot put its key beside our certificate. */
  async #write({ role, secret }: RoleSecret, files: Partial<TrustFiles>): Promise<void> {
    const { clock, api, logger } = this.#ports;
    const { name, namespace, resourceVersion } = secret.metadata;
    const annotations = { [TRUST_CHANGED]: new Date(clock.wall()).toISOString() };
    const wanted: Secret = {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name, namespace, resourceVersion, annotations },
      ...(secret.type === undefined ? {} : { type: secret.type }),
      data: encodedData(files),
    };
    await apply(api, wanted, { fieldManager: this.#settings.fieldManager });
    logger.info("certificates.changed", { secret: name, role });
  }

  #complaint(authority: X509Certificate, nowMs: number): string | undefined {
    if (authority.validToDate.getTime() - nowMs > AUTHORITY_WARNING_MS) return undefined;
    const { authoritySecret } = this.#settings;
    return `the authority of the bus ends on ${authority.validTo}; do: delete Secret ${authoritySecret} and run helm upgrade, which makes a new one; certificates follow by themselves`;
  }
}

/** Why nothing can be issued from it; `undefined` = it can. */
export function wrongWithAuthority({ cert, key }: OwnIdentity, nowMs: number): string | undefined {
  try {
    const certificate = new X509Certificate(cert);
    if (!certificate.ca || !certificate.checkIssued(certificate))
      return "tls.crt is no root certificate; do: put an authority there that signed itself (CA:TRUE)";
    if (!certificate.checkPrivateKey(createPrivateKey(key)))
      return "tls.crt and tls.key do not belong together; do: put a matching pair there";
    if (certificate.validToDate.getTime() - nowMs <= 2 * SETTLE_MS)
      return `it ends on ${certificate.validTo}; do: delete it and run helm upgrade, which makes a new one`;
    return undefined;
  } catch (error) {
    return `${errorMessage(error)}; do: put PEM there as tls.crt and tls.key`;
  }
}
