import { webcrypto } from "node:crypto";

const KEYS = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const DAY_MS = 86_400_000;

export interface CertificateWish {
  /** In the subject's alternative names. */
  readonly uris: readonly string[];
  /** From now; negative: it has expired. 30 days when absent. */
  readonly endsInMs?: number;
}
export interface IssuedCertificate {
  /** PEM, both. */
  readonly cert: string;
  readonly key: string;
}

/** An authority that issues what a test asks for. */
export class TestAuthority {
  readonly cert: string;
  readonly #keys: webcrypto.CryptoKeyPair;
  readonly #name: string;

  private constructor(cert: string, keys: webcrypto.CryptoKeyPair, name: string) {
    this.cert = cert;
    this.#keys = keys;
    this.#name = name;
  }

  static async create(): Promise<TestAuthority> {
    const { X509CertificateGenerator, BasicConstraintsExtension } = await x509();
    const keys = await newKeys();
    const name = "CN=test authority";
    const authority = await X509CertificateGenerator.createSelfSigned({
      name,
      keys,
      signingAlgorithm: KEYS,
      ...validity(60 * DAY_MS),
      extensions: [new BasicConstraintsExtension(true, 1, true)],
    });
    return new TestAuthority(authority.toString("pem"), keys, name);
  }

  async issue({ uris, endsInMs = 30 * DAY_MS }: CertificateWish): Promise<IssuedCertificate> {
    const { X509CertificateGenerator, SubjectAlternativeNameExtension } = await x509();
    const keys = await newKeys();
    const certificate = await X509CertificateGenerator.create({
      subject: "CN=node",
      issuer: this.#name,
      signingKey: this.#keys.privateKey,
      publicKey: keys.publicKey,
      signingAlgorithm: KEYS,
      ...validity(endsInMs),
      extensions: [new SubjectAlternativeNameExtension(uris.map((value) => ({ type: "url", value })))],
    });
    return { cert: certificate.toString("pem"), key: await privatePem(keys) };
  }
}

/** Loaded by the few tests that need it. */
async function x509(): Promise<typeof import("@peculiar/x509")> {
  await import("reflect-metadata");
  return import("@peculiar/x509");
}

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(KEYS, true, ["sign", "verify"]) as Promise<webcrypto.CryptoKeyPair>;

async function privatePem({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", privateKey));
  return `-----BEGIN PRIVATE KEY-----\n${pkcs8.toString("base64")}\n-----END PRIVATE KEY-----\n`;
}

function validity(endsInMs: number): { readonly notBefore: Date; readonly notAfter: Date } {
  return { notBefore: new Date(Date.now() - 2 * DAY_MS), notAfter: new Date(Date.now() + endsInMs) };
}
