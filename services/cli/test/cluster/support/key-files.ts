import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Ed25519KeyPair, publicKeyText } from "@fairlead/wire";

/** A new key pair as the server keeps it, in this folder; answers the public key. */
export async function writeKeyFiles(folder: string): Promise<string> {
  const pair = Ed25519KeyPair.generate();
  const publicKey = publicKeyText(pair.publicKey);
  await writeFile(join(folder, "id_ed25519"), Buffer.from(pair.secret).toString("base64"), { mode: 0o600 });
  await writeFile(join(folder, "id_ed25519.pub"), publicKey);
  return publicKey;
}
