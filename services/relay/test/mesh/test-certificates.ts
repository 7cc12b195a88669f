import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type OwnIdentity, roleUri } from "@fairlead/cluster";

/** Certificates by the machine's openssl: one of a start, and those of an authority. */
export class TestCertificates implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), "fairlead-mesh-"));
  #count = 0;

  selfSigned(): OwnIdentity {
    return this.#make([]);
  }

  /** An authority; `issue` gives certificates of it. */
  authority(): { readonly ca: string; issue(role: "relay" | "rendezvous"): OwnIdentity } {
    const ca = this.#make(["-addext", "basicConstraints=critical,CA:TRUE"]);
    const own = this.#count;
    const files = ["-CA", this.#path(own, "cert"), "-CAkey", this.#path(own, "key")];
    return { ca: ca.cert, issue: (role) => this.#make([...files, "-addext", `subjectAltName=URI:${roleUri(role)}`]) };
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #make(extra: readonly string[]): OwnIdentity {
    this.#count += 1;
    const [key, cert] = [this.#path(this.#count, "key"), this.#path(this.#count, "cert")];
    const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-days", "2"];
    const subject = ["-subj", `/CN=test ${this.#count}`, "-keyout", key, "-out", cert];
    execFileSync("openssl", ["req", "-x509", "-nodes", ...curve, ...subject, ...extra], { stdio: "pipe" });
    return { cert: readFileSync(cert, "utf8"), key: readFileSync(key, "utf8") };
  }

  #path(number: number, what: string): string {
    return join(this.#folder, `${number}-${what}.pem`);
  }
}
