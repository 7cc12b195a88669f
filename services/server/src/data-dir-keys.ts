import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Clock, Logger } from "@fairlead/base";
import { adviceFields, loadOrCreateKeyPair, SECRET_KEY_FILE } from "@fairlead/runtime";
import { type Ed25519KeyPair, publicKeyText } from "@fairlead/wire";
import type { DataDirKeys } from "./server-keys.ts";

/** The key files of a data dir [KEY-1]. What is odd about them is logged. */
export function dataDirKeys(dir: string, clock: Clock, logger: Logger): DataDirKeys {
  const open = async (): Promise<Ed25519KeyPair> => {
    const { pair, created, warnings } = await loadOrCreateKeyPair({ dir, clock });
    for (const warning of warnings) logger.warn("key.warning", adviceFields(warning));
    if (created)
      logger.info("key.created", { file: join(dir, SECRET_KEY_FILE), publicKey: publicKeyText(pair.publicKey) });
    return pair;
  };
  return { open, peek: async () => (existsSync(join(dir, SECRET_KEY_FILE)) ? await open() : undefined) };
}
