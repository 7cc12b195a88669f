import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CertificateWish, TestAuthority } from "@fairlead/testkit";

export interface NodeFiles {
  readonly certFile: string;
  readonly keyFile: string;
  readonly caFile: string;
}

/** The three files of a node, replaced one after the other as tools do. */
export async function writeNodeFiles(
  authority: TestAuthority,
  folder: string,
  wish: CertificateWish,
): Promise<NodeFiles> {
  const { cert, key } = await authority.issue(wish);
  const files = {
    certFile: join(folder, "cert.pem"),
    keyFile: join(folder, "key.pem"),
    caFile: join(folder, "ca.pem"),
  };
  for (const [path, text] of [
    [files.keyFile, key],
    [files.certFile, cert],
    [files.caFile, authority.cert],
  ] as const) {
    await writeFile(`${path}.new`, text);
    await rename(`${path}.new`, path);
  }
  return files;
}
