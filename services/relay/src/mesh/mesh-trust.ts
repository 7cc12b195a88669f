import { createHmac, timingSafeEqual, X509Certificate } from "node:crypto";
import type { PeerCertificate, SecureContextOptions, TlsOptions } from "node:tls";
import { parseCertificate, roleOf, type TlsMaterial } from "@fairlead/cluster";
import type { MeshClaims } from "./mesh-head.ts";
import type { MeshPeer } from "./mesh-peer.ts";

const MIN_VERSION = "TLSv1.3";

/** What both sides of a mesh connection prove themselves with: the same as on the bus, for relays alone [CL-38] [CL-41] [CL-42]. */
export class MeshTrust {
  readonly #listeners = new Set<() => void>();
  #material: TlsMaterial;

  constructor(material: TlsMaterial) {
    this.#material = material;
  }

  /** For handshakes from now on; connections that exist stay [CL-43]. */
  change(material: TlsMaterial): void {
    this.#material = material;
    for (const listener of [...this.#listeners]) listener();
  }

  watch(listener: () => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => this.#listeners.delete(listener) };
  }

  server(): TlsOptions {
    const { cert, key } = this.#material;
    const shared = { cert, key, minVersion: MIN_VERSION } as const;
    if (this.#material.kind === "secret") return shared;
    return { ...shared, ca: this.#material.ca, requestCert: true, rejectUnauthorized: true };
  }

  client(peer: MeshPeer): SecureContextOptions & {
    readonly checkServerIdentity: (host: string, certificate: PeerCertificate) => Error | undefined;
  } {
    const material = this.#material;
    if (material.kind === "certificates") {
      const { cert, key, ca } = material;
      return {
        cert,
        key,
        ca,
        minVersion: MIN_VERSION,
        checkServerIdentity: (_, shown) => refusalOf(isRelay(shown.raw)),
      };
    }
    const pinned = parseCertificate(peer.pin ?? "")?.raw ?? Buffer.alloc(0);
    const checkServerIdentity = (_: string, shown: PeerCertificate): Error | undefined =>
      refusalOf(equal(shown.raw, pinned));
    return { ca: peer.pin ?? "", minVersion: MIN_VERSION, checkServerIdentity };
  }

  /** What the first frame to this peer carries: with certificates TLS has proven everything. */
  prove(peer: MeshPeer, claims: MeshClaims): string {
    const pinned = parseCertificate(peer.pin ?? "");
    return pinned === undefined ? "" : this.#proof(pinned, claims);
  }

  /** Whether whoever shows this certificate and says this is a relay of ours. */
  admits(certificate: Uint8Array | undefined, claims: MeshClaims, proof: string): boolean {
    if (this.#material.kind === "certificates") return certificate !== undefined && isRelay(certificate);
    return equal(Buffer.from(proof), Buffer.from(this.#proof(new X509Certificate(this.#material.cert), claims)));
  }

  #proof(receiver: X509Certificate, claims: MeshClaims): string {
    if (this.#material.kind !== "secret") return "";
    const { uuid, ip, port, transport, controlling } = claims;
    const text = JSON.stringify(["fairlead mesh 1", receiver.fingerprint256, uuid, ip, port, transport, controlling]);
    return createHmac("sha256", this.#material.secret).update(text).digest("base64");
  }
}

function isRelay(der: Uint8Array): boolean {
  const certificate = parseCertificate(der);
  return certificate !== undefined && roleOf(certificate) === "relay";
}

const refusalOf = (trusted: boolean): Error | undefined =>
  trusted ? undefined : new Error("it is not the relay it should be");
const equal = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other);
