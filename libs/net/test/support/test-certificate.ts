import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder with `cert.pem` and `key.pem`, self-signed by the machine's openssl; removed when disposed. */
export class TestCertificate implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), "fairlead-tls-"));
  readonly certPath = join(this.folder, "cert.pem");
  readonly keyPath = join(this.folder, "key.pem");

  constructor(commonName = "localhost") {
    this.renew(commonName);
  }

  /** Writes another pair to the same files. */
  renew(commonName: string): void {
    const subject = ["-subj", `/CN=${commonName}`, "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
    const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
    const files = ["-keyout", this.keyPath, "-out", this.certPath, "-days", "2"];
    openssl(["req", "-x509", "-nodes", ...curve, ...files, ...subject]);
  }

  /** Takes another certificate's key: then the two files are no pair. */
  adoptKey(other: TestCertificate): void {
    copyFileSync(other.keyPath, this.keyPath);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function openssl(args: readonly string[]): void {
  try {
    execFileSync("openssl", args, { stdio: "pipe" });
  } catch (cause) {
    throw new Error("these tests make certificates with the openssl command: install the package openssl", { cause });
  }
}
