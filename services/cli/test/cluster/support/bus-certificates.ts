import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";

const KEY_KIND = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const HOUR_MS = 3_600_000;

/** An authority of its own, and the nodes' certificates from it, as files. */
export class BusCertificates {
  readonly #folder: string;
  readonly #keys: webcrypto.CryptoKeyPair;
  readonly #authority: x509.X509Certificate;

  private constructor(folder: string, keys: webcrypto.CryptoKeyPair, authority: x509.X509Certificate) {
    this.#folder = folder;
    this.#keys = keys;
    this.#authority = authority;
  }

  static async create(folder: string): Promise<BusCertificates> {
    const keys = await newKeys();
    const authority = await x509.X509CertificateGenerator.createSelfSigned({
      name: "CN=fairlead test bus",
      keys,
      signingAlgorithm: KEY_KIND,
      ...validity(HOUR_MS),
      extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
    });
    await writeFile(join(folder, "bus-ca.pem"), authority.toString("pem"));
    return new BusCertificates(folder, keys, authority);
  }

  /** A new certificate and key in this node's files, valid from an hour ago for so long from now; a negative time makes one that has expired. */
  async issue(node: string, role: string, validForMs = HOUR_MS): Promise<void> {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      subject: `CN=${node}`,
      issuer: this.#authority.subject,
      signingKey: this.#keys.privateKey,
      publicKey: keys.publicKey,
      signingAlgorithm: KEY_KIND,
      ...validity(validForMs),
      extensions: [new x509.SubjectAlternativeNameExtension([{ type: "url", value: `fairlead://role/${role}` }])],
    });
    const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey));
    const pem = `-----BEGIN PRIVATE KEY-----\n${pkcs8.toString("base64")}\n-----END PRIVATE KEY-----\n`;
    await writeFile(join(this.#folder, `${node}.key`), pem, { mode: 0o600 });
    await writeFile(join(this.#folder, `${node}.pem`), certificate.toString("pem"));
  }

  /** As flags of this node. */
  words(node: string): readonly string[] {
    const file = (name: string): string => join(this.#folder, name);
    return ["--bus-cert", file(`${node}.pem`), "--bus-key", file(`${node}.key`), "--bus-ca", file("bus-ca.pem")];
  }
}

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(KEY_KIND, true, ["sign", "verify"]) as Promise<webcrypto.CryptoKeyPair>;

function validity(forMs: number): { readonly notBefore: Date; readonly notAfter: Date } {
  return { notBefore: new Date(Date.now() - 2 * HOUR_MS), notAfter: new Date(Date.now() + forMs) };
}
