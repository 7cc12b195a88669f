import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Clock, delay, errorMessage, isSystemError } from "@fairlead/base";
import { Ed25519KeyPair } from "@fairlead/wire";
import { KeyFileError } from "./errors.ts";
import { createExclusively } from "./exclusive-file.ts";
import type { OperatorAdvice } from "./operator-advice.ts";

export const SECRET_KEY_FILE = "id_ed25519";
const PUBLIC_KEY_FILE = "id_ed25519.pub";

/** hbbs makes the public file first and the secret one in place: a process that starts beside it looks again for this long. */
const PATIENCE_MS = 1000;
const LOOK_AGAIN_MS = 20;
/** As often does hbbs try for a public key without `/` and `:`, which people paste into file names and URLs. */
const MAX_TRIES = 300;

export interface KeyFilesInput {
  readonly dir: string;
  readonly clock: Clock;
  /** Makes candidates; the wire's generator when absent. */
  readonly generate?: () => Ed25519KeyPair;
}

export interface KeyFiles {
  readonly pair: Ed25519KeyPair;
  /** False also when another process made them a moment before us. */
  readonly created: boolean;
  readonly warnings: readonly OperatorAdvice[];
}

type Look =
  | { readonly kind: "pair"; readonly pair: Ed25519KeyPair }
  | { readonly kind: "absent" }
  | { readonly kind: "bad"; readonly error: KeyFileError };

/**
 * The server's key pair from `id_ed25519`, made when there is none [KEY-1]. Of processes that start in one empty folder all get the same pair. Throws KeyFileError
 * for a file that is no key, for a public key without its secret, and for a folder that takes no file; nothing is overwritten.
 */
export async function loadOrCreateKeyPair({
  dir,
  clock,
  generate = Ed25519KeyPair.generate,
}: KeyFilesInput): Promise<KeyFiles> {
  const existing = await lookPatiently(dir, clock);
  if (existing !== undefined) return { pair: existing, created: false, warnings: await inspect(dir, existing) };
  const pair = friendlyPair(generate);
  const created = await createSecret(dir, pair);
  if (!created) return loadOrCreateKeyPair({ dir, clock, generate });
  await createPublic(dir, pair);
  return { pair, created: true, warnings: [] };
}

/** The pair, or `undefined` when a new one may be made. A bad or missing half gets the time another process needs to finish it. */
async function lookPatiently(dir: string, clock: Clock): Promise<Ed25519KeyPair | undefined> {
  const untilMs = clock.now() + PATIENCE_MS;
  for (;;) {
    const look = await lookOnce(dir);
    if (look.kind === "pair") return look.pair;
    if (look.kind === "absent") return undefined;
    if (clock.now() >= untilMs) throw look.error;
    await delay(clock, LOOK_AGAIN_MS);
  }
}

async function lookOnce(dir: string): Promise<Look> {
  const path = join(dir, SECRET_KEY_FILE);
  const text = await readIfThere(path);
  if (text !== undefined) return parseSecret(path, text);
  const publicText = await readIfThere(join(dir, PUBLIC_KEY_FILE));
  return publicText === undefined ? { kind: "absent" } : { kind: "bad", error: secretIsLost(dir) };
}

function parseSecret(path: string, text: string): Look {
  try {
    const secret = Buffer.from(text.trim(), "base64");
    if (secret.toString("base64") !== text.trim()) throw new Error("it is not base64");
    return { kind: "pair", pair: Ed25519KeyPair.fromSecret(secret) };
  } catch (cause) {
    return { kind: "bad", error: badSecret(path, reasonOf(cause), cause) };
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if (isSystemError(cause, "ENOENT")) return undefined;
    throw new KeyFileError(`cannot read ${path}: ${reasonOf(cause)}; do: give this user the right to read it`, {
      cause,
    });
  }
}

/** A new pair whose public key people can paste into file names and URLs. */
export function friendlyPair(generate: () => Ed25519KeyPair = Ed25519KeyPair.generate): Ed25519KeyPair {
  let pair = generate();
  for (let tries = 1; tries < MAX_TRIES && /[/:]/.test(pair.publicKey.toString("base64")); tries += 1)
    pair = generate();
  return pair;
}

async function createSecret(dir: string, pair: Ed25519KeyPair): Promise<boolean> {
  try {
    return await createExclusively(join(dir, SECRET_KEY_FILE), pair.secret.toString("base64"), 0o600);
  } catch (cause) {
    const path = join(dir, SECRET_KEY_FILE);
    throw new KeyFileError(
      `cannot make ${path}: ${reasonOf(cause)}; do: make the folder writable, or put a key pair there`,
      { cause },
    );
  }
}

/** Nobody reads it back; without it people find the key in the log. */
async function createPublic(dir: string, pair: Ed25519KeyPair): Promise<boolean> {
  try {
    return await createExclusively(join(dir, PUBLIC_KEY_FILE), pair.publicKey.toString("base64"), 0o644);
  } catch {
    return false;
  }
}

async function inspect(dir: string, pair: Ed25519KeyPair): Promise<readonly OperatorAdvice[]> {
  const warnings: OperatorAdvice[] = [];
  const secretPath = join(dir, SECRET_KEY_FILE);
  const mode = (await stat(secretPath)).mode & 0o777;
  if ((mode & 0o077) !== 0) warnings.push(readableByOthers(secretPath, mode));
  const publicText = await readIfThere(join(dir, PUBLIC_KEY_FILE));
  if (publicText === undefined) await createPublic(dir, pair);
  else if (publicText.trim() !== pair.publicKey.toString("base64")) warnings.push(publicDiffers(dir));
  return warnings;
}

function readableByOthers(path: string, mode: number): OperatorAdvice {
  return {
    reason: `other users may read the server's secret key ${path}`,
    setting: `mode=${mode.toString(8).padStart(4, "0")} (file)`,
    do: `chmod 600 ${path}`,
  };
}

function publicDiffers(dir: string): OperatorAdvice {
  return {
    reason: `${PUBLIC_KEY_FILE} is not the public half of ${SECRET_KEY_FILE}; clients need the one printed at start`,
    setting: `${join(dir, PUBLIC_KEY_FILE)} (file)`,
    do: `remove ${PUBLIC_KEY_FILE}; it is made anew`,
  };
}

function badSecret(path: string, reason: string, cause: unknown): KeyFileError {
  return new KeyFileError(
    `${path} is not a secret key: ${reason}; do: restore it from a backup, or move it away with its .pub to make a new pair (every client then needs the new key)`,
    { cause },
  );
}

function secretIsLost(dir: string): KeyFileError {
  return new KeyFileError(
    `${join(dir, PUBLIC_KEY_FILE)} is there but ${SECRET_KEY_FILE} is not; do: restore ${SECRET_KEY_FILE} from a backup, or remove ${PUBLIC_KEY_FILE} to make a new pair (every client then needs the new key)`,
  );
}

function reasonOf(cause: unknown): string {
  return errorMessage(cause);
}
