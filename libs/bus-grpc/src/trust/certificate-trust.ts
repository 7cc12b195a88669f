import { type KeyObject, sign, verify, type X509Certificate } from "node:crypto";
import { createSecureContext, type PeerCertificate } from "node:tls";
import type { Clock, Random } from "@fairlead/base";
import { type NodeRole, type NodeView, parseCertificate, roleOf, type TlsMaterial } from "@fairlead/cluster";
import { ChannelCredentials, type ServerCredentials } from "@grpc/grpc-js";
import { BusTrustError } from "../errors.ts";
import type { BusTrust, Distrust, Introduction } from "./bus-trust.ts";
import type { CertificateSource } from "./certificate-source.ts";
import { KnownCards } from "./known-cards.ts";
import { PairSealer } from "./pair-sealer.ts";
import { type CardOwner, cardText, type TrustCard, writeTrustCard } from "./trust-card.ts";

/** Certificates of one authority [CL-41]: both sides show theirs, and its URI name is the role. The card of pub/sub is signed by the certificate's key. */
export class CertificateTrust implements BusTrust {
  readonly sealer: PairSealer;
  readonly #clock: Clock;
  readonly #owner: CardOwner;
  readonly #source: CertificateSource;
  readonly #cards: KnownCards;
  readonly #watch: Disposable;

  constructor(ports: { readonly clock: Clock; readonly random: Random }, owner: CardOwner, source: CertificateSource) {
    this.#clock = ports.clock;
    this.#owner = owner;
    this.#source = source;
    this.#cards = new KnownCards((node, card) => this.#wrongWith(node, card));
    this.sealer = new PairSealer(ports.random, this.#cards);
    this.#watch = source.watch(() => this.#cards.forget());
  }

  get server(): ServerCredentials {
    return this.#source.server;
  }

  material(): TlsMaterial {
    const { cert, key, ca } = this.#source.set;
    return { kind: "certificates", cert, key, ca };
  }

  card(): string {
    const { chain, privateKey } = this.#source.set;
    const card = {
      certs: chain.map(({ raw }) => raw.toString("base64")),
      boxKey: this.sealer.publicKey.toString("base64"),
    };
    const proof = sign(digestFor(privateKey), Buffer.from(cardText(this.#owner, card)), privateKey);
    return writeTrustCard({ ...card, proof: proof.toString("base64") });
  }

  /** The address is whatever the lease says: the authority and the role are what counts. */
  dial(to: NodeView): ChannelCredentials {
    const { cert, key, ca } = this.#source.set;
    return ChannelCredentials.createFromSecureContext(createSecureContext({ cert, key, ca }), {
      checkServerIdentity: (_host: string, { raw }: PeerCertificate) =>
        hasRole(raw, to.role) ? undefined : new BusTrustError(`its certificate is not that of a ${to.role}`),
    });
  }

  pin(): undefined {
    return undefined;
  }

  prove(): { readonly nonce: Uint8Array; readonly proof: Uint8Array } {
    return { nonce: new Uint8Array(0), proof: new Uint8Array(0) };
  }

  admit({ hello, certificate }: Introduction): NodeRole | Distrust {
    const parsed = certificate && parseCertificate(certificate);
    if (parsed === undefined) return { distrust: "it shows no certificate" };
    const role = roleOf(parsed);
    if (role === undefined) return { distrust: "its certificate names no role" };
    return role === hello.role
      ? role
      : { distrust: `its certificate is that of a ${role}, its hello that of a ${JSON.stringify(hello.role)}` };
  }

  complaint(): string | undefined {
    return this.#source.complaint();
  }

  watch(listener: () => void): Disposable {
    return this.#source.watch(listener);
  }

  [Symbol.dispose](): void {
    this.#watch[Symbol.dispose]();
    this.#source[Symbol.dispose]();
  }

  #wrongWith(node: NodeView, card: TrustCard): string | undefined {
    const chain = card.certs.map((der) => parseCertificate(Buffer.from(der, "base64")));
    if (!chain.every((one) => one !== undefined)) return "a certificate of its trust card does not parse";
    const [leaf] = chain;
    if (leaf === undefined || roleOf(leaf) !== node.role) return `its certificate is not that of a ${node.role}`;
    const wrong = this.#wrongWithChain(chain);
    if (wrong !== undefined) return wrong;
    const text = Buffer.from(cardText(node, card));
    const signed = verify(digestFor(leaf.publicKey), text, leaf.publicKey, Buffer.from(card.proof, "base64"));
    return signed ? undefined : "its trust card is not signed by its certificate's key";
  }

  #wrongWithChain(chain: readonly X509Certificate[]): string | undefined {
    const now = this.#clock.wall();
    const stale = chain.find((one) => one.validFromDate.getTime() > now || one.validToDate.getTime() < now);
    if (stale !== undefined) return `its certificate is valid from ${stale.validFrom} to ${stale.validTo} only`;
    const broken = chain.find((one, index) => {
      const above = index + 1 < chain.length ? chain.slice(index + 1, index + 2) : this.#source.set.authorities;
      return !above.some((issuer) => issuer.ca && one.checkIssued(issuer) && one.verify(issuer.publicKey));
    });
    return broken === undefined ? undefined : "its certificate is not of our authority";
  }
}

/** Keys on Edwards curves hash for themselves. */
const digestFor = ({ asymmetricKeyType }: KeyObject): string | null =>
  asymmetricKeyType?.startsWith("ed") ? null : "sha256";

function hasRole(der: Uint8Array, role: NodeRole): boolean {
  const certificate = parseCertificate(der);
  return certificate !== undefined && roleOf(certificate) === role;
}
