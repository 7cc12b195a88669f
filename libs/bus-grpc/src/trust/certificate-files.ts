import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { errorMessage } from "@fairlead/base";
import { type NodeRole, roleOf, roleUri } from "@fairlead/cluster";
import { BusTrustError } from "../errors.ts";

/** PEM files. */
export interface CertificatePaths {
  /** The leaf first, then what it was signed by. */
  readonly certFile: string;
  readonly keyFile: string;
  /** Whose certificates are taken; several while one authority follows another. */
  readonly caFile: string;
}

/** What the three files hold, once it fits together. */
export interface CertificateSet {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
  /** Leaf first. */
  readonly chain: readonly X509Certificate[];
  readonly authorities: readonly X509Certificate[];
  readonly privateKey: KeyObject;
}

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Rejects with `BusTrustError`, naming setting and file, when the files are not a certificate of this role, its key and an authority. */
export async function readCertificateSet(paths: CertificatePaths, role: NodeRole): Promise<CertificateSet> {
  const [cert, key, ca] = await Promise.all([
    readPem("BUS_CERT", paths.certFile),
    readPem("BUS_KEY", paths.keyFile),
    readPem("BUS_CA", paths.caFile),
  ]);
  const chain = parseAll("BUS_CERT", paths.certFile, cert);
  const authorities = parseAll("BUS_CA", paths.caFile, ca);
  const privateKey = parseKey(paths.keyFile, key);
  const [leaf] = chain;
  if (leaf === undefined || !leaf.checkPrivateKey(privateKey))
    throw new BusTrustError(
      `the certificate and the key of the bus do not belong together; BUS_CERT=${paths.certFile} BUS_KEY=${paths.keyFile}; do: put a matching pair there`,
    );
  if (roleOf(leaf) !== role)
    throw new BusTrustError(
      `the bus certificate does not say that this node is a ${role}; BUS_CERT=${paths.certFile}; do: issue one with the URI name ${roleUri(role)}`,
    );
  return { cert, key, ca, chain, authorities, privateKey };
}

async function readPem(setting: string, path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new BusTrustError(
      `cannot read it: ${errorMessage(cause)}; ${setting}=${path}; do: put a PEM file there that this user may read`,
      { cause },
    );
  }
}

function parseAll(setting: string, path: string, pem: string): readonly X509Certificate[] {
  try {
    const found = (pem.match(BLOCK) ?? []).map((block) => new X509Certificate(block));
    if (found.length > 0) return found;
  } catch (cause) {
    throw new BusTrustError(
      `a certificate does not parse: ${errorMessage(cause)}; ${setting}=${path}; do: put PEM certificates there`,
      { cause },
    );
  }
  throw new BusTrustError(`there is no certificate in it; ${setting}=${path}; do: put PEM certificates there`);
}

function parseKey(path: string, pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new BusTrustError(
      `the key does not parse: ${errorMessage(cause)}; BUS_KEY=${path}; do: put the certificate's unencrypted PEM key there`,
      { cause },
    );
  }
}
