import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isSystemError } from "@fairlead/base";
import type { MountedSecrets } from "./settings/key-words.ts";

/** Where container engines mount secrets. */
const SECRETS_DIR = "/run/secrets";

/** The key pair as the old container images take it. Absent files are the usual case. */
export function readMountedSecrets(secretsDir: string = SECRETS_DIR): MountedSecrets {
  return { keyPriv: readIfThere(join(secretsDir, "key_priv")), keyPub: readIfThere(join(secretsDir, "key_pub")) };
}

function readIfThere(path: string): string | undefined {
  try {
    const text = readFileSync(path, "utf8").trim();
    return text === "" ? undefined : text;
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return undefined;
    throw error;
  }
}
