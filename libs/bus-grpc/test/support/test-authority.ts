import { generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { certificatePem } from "../../src/trust/certificate.ts";

const DAY_MS = 86_400_000;

export interface IssueOptions {
  readonly uris: readonly string[];
  /** From now. */
  readonly endsInMs?: number;
}
export interface Issued {
  readonly cert: string;
  readonly key: string;
}

/** An authority that issues what a test asks for. */
export class TestAuthority {
  readonly cert: string;
  readonly #key: KeyObject;

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
    this.#key = privateKey;
    this.cert = certificatePem({
      ...this.#dates(),
      subject: "test authority",
      publicKey,
      signedBy: privateKey,
      authority: true,
    });
  }

  issue({ uris, endsInMs = 30 * DAY_MS }: IssueOptions): Issued {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
    const cert = certificatePem({ ...this.#dates(endsInMs), subject: "node", publicKey, signedBy: this.#key, uris });
    return { cert, key: privateKey.export({ format: "pem", type: "pkcs8" }).toString() };
  }

  /** The three files of a node, replaced one after the other as tools do. */
  async write(
    folder: string,
    options: IssueOptions,
  ): Promise<{ readonly certFile: string; readonly keyFile: string; readonly caFile: string }> {
    const { cert, key } = this.issue(options);
    const files = {
      certFile: join(folder, "cert.pem"),
      keyFile: join(folder, "key.pem"),
      caFile: join(folder, "ca.pem"),
    };
    for (const [path, text] of [
      [files.keyFile, key],
      [files.certFile, cert],
      [files.caFile, this.cert],
    ] as const) {
      await writeFile(`${path}.new`, text);
      await rename(`${path}.new`, path);
    }
    return files;
  }

  #dates(endsInMs = 30 * DAY_MS) {
    const nowMs = Date.now();
    return {
      issuer: "test authority",
      serial: randomBytes(8),
      notBeforeMs: nowMs - 30 * DAY_MS,
      notAfterMs: nowMs + endsInMs,
    };
  }
}
