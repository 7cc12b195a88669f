import { errorMessage } from "@fairlead/base";
import { decodeBase64, Ed25519KeyPair, isPublicHalf, parseKeyArgument, publicKeyText } from "@fairlead/wire";
import { ServerKeyError } from "./errors.ts";
import type { KeyPlan } from "./server-plan.ts";

/** What the server signs with and what it asks clients for. */
export interface ServerKeys {
  /** `undefined` = signing is off, or nobody here signs. */
  readonly pair: Ed25519KeyPair | undefined;
  /** Keys that clients may send; none = no check [KEY-3]. */
  readonly accepted: readonly string[];
  /** What clients are to be configured with; `undefined` where there is none. */
  readonly publicKey: string | undefined;
  /** Free text as key: clients that sign in will fail. */
  readonly signingOff: boolean;
}

/** The key files of the data dir. */
export interface DataDirKeys {
  /** The pair; makes one when there is none. */
  open(): Promise<Ed25519KeyPair>;
  /** The pair if there is one; makes nothing. */
  peek(): Promise<Ed25519KeyPair | undefined>;
}

/** [KEY-2] What the key argument means here. A relay alone signs nothing and touches no files unless told to use them. */
export async function resolveKeys(plan: KeyPlan, files: DataDirKeys, signs: boolean): Promise<ServerKeys> {
  const given = pairFromText(plan);
  const argument = parseArgument(plan);
  switch (argument.kind) {
    case "files":
      return checked(given ?? (await files.open()), plan);
    case "secret":
      return checked(argument.keyPair, plan);
    case "noCheck":
      return unchecked(signs ? (given ?? (await files.open())) : undefined);
    case "text":
      return required(argument.text, given ?? (await files.peek()), plan, signs);
    default:
      throw argument satisfies never;
  }
}

function parseArgument(plan: KeyPlan): ReturnType<typeof parseKeyArgument> {
  try {
    return parseKeyArgument(plan.argument);
  } catch (cause) {
    const why = errorMessage(cause);
    throw new ServerKeyError(`${why}; ${plan.setting}; do: make a pair with fairlead keygen`, { cause });
  }
}

function checked(pair: Ed25519KeyPair, plan: KeyPlan): ServerKeys {
  const publicKey = publicKeyText(pair.publicKey);
  return { pair, accepted: [publicKey, ...plan.alsoAccepted], publicKey, signingOff: false };
}

function unchecked(pair: Ed25519KeyPair | undefined): ServerKeys {
  const publicKey = pair === undefined ? undefined : publicKeyText(pair.publicKey);
  return { pair, accepted: [], publicKey, signingOff: false };
}

/** Text that is the public half of our own pair is a way to say "that pair". */
function required(text: string, own: Ed25519KeyPair | undefined, plan: KeyPlan, signs: boolean): ServerKeys {
  if (own !== undefined && isPublicHalf(text, own)) return checked(own, plan);
  return { pair: undefined, accepted: [text, ...plan.alsoAccepted], publicKey: text, signingOff: signs };
}

/** KEY_PRIV and KEY_PUB of the container images. */
function pairFromText({ secretText, publicText }: KeyPlan): Ed25519KeyPair | undefined {
  if (secretText === undefined) return undefined;
  const secret = decodeBase64(secretText);
  const step = "do: give the two keys that fairlead keygen prints, or leave both away";
  if (secret?.length !== 64) throw new ServerKeyError(`KEY_PRIV is not a secret key in base64; ${step}`);
  try {
    const pair = Ed25519KeyPair.fromSecret(secret);
    if (publicText === undefined || publicText === publicKeyText(pair.publicKey)) return pair;
  } catch (cause) {
    throw new ServerKeyError(`KEY_PRIV is not a secret key; ${step}`, { cause });
  }
  throw new ServerKeyError(`KEY_PUB is not the public half of KEY_PRIV; ${step}`);
}
