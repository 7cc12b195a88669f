import { existsSync } from "node:fs";
import { join } from "node:path";
import { DataDirError } from "./errors.ts";

/** PEM files: a certificate with its chain, and its private key. */
export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** The certificate that was asked for, else `cert.pem` and `key.pem` of the data dir when both are there; one without the other is a mistake. */
export function findTlsFiles(dataDir: string, asked: TlsFiles | undefined): TlsFiles | undefined {
  if (asked !== undefined) return asked;
  const found = { certFile: join(dataDir, "cert.pem"), keyFile: join(dataDir, "key.pem") };
  const [hasCert, hasKey] = [existsSync(found.certFile), existsSync(found.keyFile)];
  if (hasCert !== hasKey) {
    const missing = hasCert ? "key.pem" : "cert.pem";
    throw new DataDirError(
      `${missing} is missing beside its other half in ${dataDir}; do: add it, or remove the other`,
    );
  }
  return hasCert ? found : undefined;
}
