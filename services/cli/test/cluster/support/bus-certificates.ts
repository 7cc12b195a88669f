import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TestAuthority } from "@fairlead/testkit";

/** An authority of its own, and the nodes' certificates from it, as files. */
export class BusCertificates {
  readonly #folder: string;
  readonly #authority: TestAuthority;

  private constructor(folder: string, authority: TestAuthority) {
    this.#folder = folder;
    this.#authority = authority;
  }

  static async create(folder: string): Promise<BusCertificates> {
    const authority = await TestAuthority.create();
    await writeFile(join(folder, "bus-ca.pem"), authority.cert);
    return new BusCertificates(folder, authority);
  }

  /** A new certificate and key in this node's files, valid for so long from now; a negative time makes one that has expired. */
  async issue(node: string, role: string, endsInMs?: number): Promise<void> {
    const wish = { uris: [`fairlead://role/${role}`], ...(endsInMs === undefined ? {} : { endsInMs }) };
    const { cert, key } = await this.#authority.issue(wish);
    await writeFile(join(this.#folder, `${node}.key`), key, { mode: 0o600 });
    await writeFile(join(this.#folder, `${node}.pem`), cert);
  }

  /** As flags of this node. */
  words(node: string): readonly string[] {
    const file = (name: string): string => join(this.#folder, name);
    return ["--bus-cert", file(`${node}.pem`), "--bus-key", file(`${node}.key`), "--bus-ca", file("bus-ca.pem")];
  }
}
