import "reflect-metadata";
import { createPrivateKey, webcrypto } from "node:crypto";
import type { Clock, Random } from "@fairlead/base";
import { type NodeRole, type OwnIdentity, roleUri } from "@fairlead/cluster";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type JsonGeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { AuthorityError } from "../errors.ts";
import { AUTHORITY_LIFE_MS, EARLIER_MS, NODE_LIFE_MS } from "./certificate-terms.ts";

export interface CertificatePorts {
  readonly clock: Clock;
  readonly random: Random;
}
export interface NodeCertificateWish {
  readonly role: NodeRole;
  /** DNS names besides the role: nodes ask for the role alone, people and tools for names. */
  readonly dnsNames: readonly string[];
  /** 90 days unless told. */
  readonly lifeMs?: number | undefined;
}

/** OpenSSL's names, and WebCrypto's. */
const CURVES: Readonly<Record<string, string>> = { prime256v1: "P-256", secp384r1: "P-384", secp521r1: "P-521" };
const KEYS = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

/** An authority of the bus: EC P-256, signed by itself. Each has a name of its own, so that two in one file are told apart. */
export async function makeAuthority(ports: CertificatePorts, lifeMs = AUTHORITY_LIFE_MS): Promise<OwnIdentity> {
  const keys = await newKeys();
  const serialNumber = newSerial(ports);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber,
    name: `CN=fairlead bus ${serialNumber.slice(2, 10)}`,
    keys,
    signingAlgorithm: KEYS,
    ...validity(ports.clock, lifeMs),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: certificate.toString("pem"), key: await privatePem(keys) };
}

/** A certificate of one role, for both ends of a connection, and its new key [KU-25]. It never outlives the authority. Rejects when the authority is none. */
export async function issueCertificate(
  ports: CertificatePorts,
  authority: OwnIdentity,
  { role, dnsNames, lifeMs = NODE_LIFE_MS }: NodeCertificateWish,
): Promise<OwnIdentity> {
  const issuer = new X509Certificate(authority.cert);
  const [signer, keys] = [await signingKeyOf(authority.key), await newKeys()];
  const leftMs = issuer.notAfter.getTime() - ports.clock.wall();
  const names: JsonGeneralName[] = [
    { type: "url", value: roleUri(role) },
    ...dnsNames.map((value) => ({ type: "dns", value }) as const),
  ];
  const certificate = await X509CertificateGenerator.create({
    serialNumber: newSerial(ports),
    subject: `CN=fairlead ${role}`,
    issuer: issuer.subject,
    signingKey: signer.key,
    publicKey: keys.publicKey,
    signingAlgorithm: signer.algorithm,
    ...validity(ports.clock, Math.min(lifeMs, leftMs)),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth, ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(names),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await authorityIdentifier(issuer),
    ],
  });
  return { cert: certificate.toString("pem"), key: await privatePem(keys) };
}

/** By which others find the authority among several; its own name for its key, where it has one. */
async function authorityIdentifier(issuer: X509Certificate): Promise<AuthorityKeyIdentifierExtension> {
  const own = issuer.getExtension(SubjectKeyIdentifierExtension)?.keyId;
  return own === undefined
    ? await AuthorityKeyIdentifierExtension.create(issuer.publicKey)
    : new AuthorityKeyIdentifierExtension(own);
}

interface SigningKey {
  readonly key: webcrypto.CryptoKey;
  readonly algorithm: { readonly name: string; readonly namedCurve?: string; readonly hash: string };
}

/** Ours are P-256; an authority that was brought along may be another curve, or RSA. */
async function signingKeyOf(pem: string): Promise<SigningKey> {
  const key = createPrivateKey(pem);
  const curve = CURVES[key.asymmetricKeyDetails?.namedCurve ?? ""];
  if (curve === undefined && key.asymmetricKeyType !== "rsa")
    throw new AuthorityError("the authority's key is neither RSA nor EC P-256, P-384 or P-521");
  const algorithm =
    curve === undefined
      ? { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }
      : { name: "ECDSA", namedCurve: curve, hash: "SHA-256" };
  const der = key.export({ format: "der", type: "pkcs8" });
  return { key: await webcrypto.subtle.importKey("pkcs8", der, algorithm, false, ["sign"]), algorithm };
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(KEYS, true, ["sign", "verify"])) as webcrypto.CryptoKeyPair;
}

async function privatePem({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", privateKey);
  return `${PemConverter.encode(pkcs8, PemConverter.PrivateKeyTag)}\n`;
}

/** Positive, and 20 bytes at most (RFC 5280 §4.1.2.2). */
const newSerial = ({ random }: CertificatePorts): string => `01${Buffer.from(random.bytes(16)).toString("hex")}`;

function validity(clock: Clock, lifeMs: number): { readonly notBefore: Date; readonly notAfter: Date } {
  const nowMs = clock.wall();
  return { notBefore: new Date(nowMs - EARLIER_MS), notAfter: new Date(nowMs + lifeMs) };
}
