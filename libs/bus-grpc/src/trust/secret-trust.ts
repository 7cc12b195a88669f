import { createHmac, timingSafeEqual, X509Certificate } from "node:crypto";
import { createSecureContext, type PeerCertificate } from "node:tls";
import type { Random } from "@fairlead/base";
import { type NodeRole, type NodeView, nodeRole, type OwnIdentity, type TlsMaterial } from "@fairlead/cluster";
import type { NodeRef } from "@fairlead/wire";
import { ChannelCredentials, ServerCredentials } from "@grpc/grpc-js";
import { BusTrustError } from "../errors.ts";
import type { BusTrust, Distrust, Hello, Introduction } from "./bus-trust.ts";
import { KnownCards } from "./known-cards.ts";
import { PairSealer } from "./pair-sealer.ts";
import { type CardOwner, cardText, writeTrustCard } from "./trust-card.ts";

const MIN_SECRET_LENGTH = 16;
/** What every reason says when the other side holds another secret. */
export const OTHER_SECRET = "not proven by our secret";

/** The fingerprint by which a certificate of one start is pinned: SHA-256 of its DER. */
export const fingerprintOf = (certificate: X509Certificate): string => certificate.fingerprint256;

/** Equal, without telling by time where they differ. */
export function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

/**
 * A secret that all nodes hold [CL-42]. TLS with a certificate of this start; the lease carries it with an HMAC of the secret, so that a client takes nobody else for the
 * node; the client proves itself by an HMAC over that very certificate's fingerprint, so that its hello is worth nothing anywhere else.
 */
export class SecretTrust implements BusTrust {
  readonly sealer: PairSealer;
  readonly server: ServerCredentials;
  readonly #random: Random;
  readonly #role: NodeRole;
  readonly #material: TlsMaterial & { readonly kind: "secret" };
  readonly #certificate: X509Certificate;
  readonly #cards: KnownCards;
  readonly #card: string;

  /** `identity`: the certificate of this start, and its key. */
  constructor(ports: { readonly random: Random }, owner: CardOwner, secret: string, identity: OwnIdentity) {
    if (secret.length < MIN_SECRET_LENGTH)
      throw new BusTrustError(
        `the bus secret is shorter than ${MIN_SECRET_LENGTH} characters; do: make one with: openssl rand -hex 32`,
      );
    this.#random = ports.random;
    this.#role = owner.role;
    this.#material = { kind: "secret", secret, ...identity };
    this.#certificate = new X509Certificate(this.#material.cert);
    this.#cards = new KnownCards((node, card) =>
      equalBytes(Buffer.from(card.proof, "base64"), this.#mac(cardText(node, card)))
        ? undefined
        : `its trust card is ${OTHER_SECRET}`,
    );
    this.sealer = new PairSealer(ports.random, this.#cards);
    const { cert, key } = this.#material;
    this.server = ServerCredentials.createSsl(
      null,
      [{ cert_chain: Buffer.from(cert), private_key: Buffer.from(key) }],
      false,
    );
    const card = {
      certs: [this.#certificate.raw.toString("base64")],
      boxKey: this.sealer.publicKey.toString("base64"),
    };
    this.#card = writeTrustCard({ ...card, proof: this.#mac(cardText(owner, card)).toString("base64") });
  }

  material(): TlsMaterial {
    return this.#material;
  }

  card(): string {
    return this.#card;
  }

  dial(to: NodeView): ChannelCredentials | Distrust {
    const card = this.#cards.of(to);
    if (typeof card === "string") return { distrust: card };
    const checkServerIdentity = (_host: string, { raw }: PeerCertificate): Error | undefined =>
      equalBytes(raw, card.leaf) ? undefined : new BusTrustError("another certificate than the one in its lease");
    return ChannelCredentials.createFromSecureContext(
      createSecureContext({ ca: new X509Certificate(card.leaf).toString() }),
      {
        checkServerIdentity,
      },
    );
  }

  pin(to: NodeView): string | Distrust {
    const card = this.#cards.of(to);
    return typeof card === "string" ? { distrust: card } : new X509Certificate(card.leaf).toString();
  }

  prove(to: NodeView, self: NodeRef): { readonly nonce: Uint8Array; readonly proof: Uint8Array } {
    const nonce = this.#random.bytes(16);
    const card = this.#cards.of(to);
    const receiver = typeof card === "string" ? "" : fingerprintOf(new X509Certificate(card.leaf));
    return { nonce, proof: this.#helloProof(receiver, { ...self, role: this.#role, nonce }) };
  }

  admit({ hello }: Introduction): NodeRole | Distrust {
    const proven = equalBytes(hello.proof, this.#helloProof(fingerprintOf(this.#certificate), hello));
    if (!proven) return { distrust: `its hello is ${OTHER_SECRET}` };
    return nodeRole(hello.role) ?? { distrust: `its role ${JSON.stringify(hello.role)} is none of ours` };
  }

  complaint(): undefined {
    return undefined;
  }

  watch(): Disposable {
    return { [Symbol.dispose]: () => undefined };
  }

  [Symbol.dispose](): void {
    this.#cards.forget();
  }

  #helloProof(
    receiver: string,
    { slot, epoch, role, nonce }: Pick<Hello, "slot" | "epoch" | "role" | "nonce">,
  ): Buffer {
    return this.#mac(
      JSON.stringify(["fairlead hello 1", receiver, slot, epoch, role, Buffer.from(nonce).toString("hex")]),
    );
  }

  #mac(text: string): Buffer {
    return createHmac("sha256", this.#material.secret).update(text).digest();
  }
}
