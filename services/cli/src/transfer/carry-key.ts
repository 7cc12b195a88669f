import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "@fairlead/base";
import type { SharedSettings } from "@fairlead/cluster";
import { loadOrCreateKeyPair, SECRET_KEY_FILE, SettingsError } from "@fairlead/runtime";
import { type Ed25519KeyPair, publicKeyText } from "@fairlead/wire";

/** The name under which the nodes agree on their key [CL-18]. */
const SIGNING_KEY = "signing-key";

/** The pair in a folder, if there is one; none is made. */
export async function keyPairIn(dir: string, clock: Clock): Promise<Ed25519KeyPair | undefined> {
  if (!existsSync(join(dir, SECRET_KEY_FILE))) return undefined;
  return (await loadOrCreateKeyPair({ dir, clock })).pair;
}

/** Puts the pair into a folder that has none; refuses one that has another. Answers whether it is new there. */
export async function putKeyPair(pair: Ed25519KeyPair, dir: string, clock: Clock): Promise<boolean> {
  mkdirSync(dir, { recursive: true });
  const there = await loadOrCreateKeyPair({ dir, clock, generate: () => pair });
  if (isSame(there.pair, pair)) return there.created;
  throw new SettingsError(
    `${dir} has another key pair (${publicKeyText(there.pair.publicKey)}) than the folder (${publicKeyText(pair.publicKey)}); ` +
      `do: move ${join(dir, SECRET_KEY_FILE)} and its .pub away if devices trust the folder's key, or leave --data-dir away`,
  );
}

/** Makes it the cluster's key if that has none; refuses when it has another. A dry run only looks. */
export async function settleKey(pair: Ed25519KeyPair, settings: SharedSettings, dryRun: boolean): Promise<void> {
  const own = publicKeyText(pair.publicKey);
  const settled = dryRun ? (await settings.read()).values.get(SIGNING_KEY) : await settings.settle(SIGNING_KEY, own);
  if (settled === undefined || settled === own) return;
  throw new SettingsError(
    `the cluster signs with another key (${settled}) than the folder's (${own}): its devices would not trust the cluster; ` +
      "do: use another --redis-prefix for this folder, or import a copy of it without id_ed25519 and give its devices the cluster's key",
  );
}

const isSame = (one: Ed25519KeyPair, other: Ed25519KeyPair): boolean =>
  Buffer.compare(one.publicKey, other.publicKey) === 0;
