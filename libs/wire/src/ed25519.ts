import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import { WireError } from "./errors.ts";

const SEED_BYTES = 32;
const SECRET_BYTES = 64;
const SIGNATURE_BYTES = 64;
/** RFC 8410 §7 and §4: what precedes the 32 bytes in DER. */
const PRIVATE_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC_PREFIX = Buffer.from("302a300506032b6570032100", "hex");

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: "der", type: "pkcs8" });
}

function publicKeyOf(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, raw]), format: "der", type: "spki" });
}

function rawPublicKey(key: KeyObject): Buffer {
  return createPublicKey(key).export({ format: "der", type: "spki" }).subarray(PUBLIC_PREFIX.length);
}

/** An Ed25519 key pair (RFC 8032) in libsodium's form: the secret is the 32-byte seed, then the 32-byte public key [KEY-1]. */
export class Ed25519KeyPair {
  readonly publicKey: Buffer;
  readonly secret: Buffer;
  readonly #key: KeyObject;

  private constructor(seed: Uint8Array) {
    this.#key = privateKeyOf(seed);
    this.publicKey = rawPublicKey(this.#key);
    this.secret = Buffer.concat([seed, this.publicKey]);
  }

  /** Throws WIRE_BAD_KEY unless it is 64 bytes whose second half belongs to the first. */
  static fromSecret(secret: Uint8Array): Ed25519KeyPair {
    if (secret.length !== SECRET_BYTES) {
      throw new WireError("WIRE_BAD_KEY", `a secret key has ${SECRET_BYTES} bytes, this one ${secret.length}`);
    }
    const pair = new Ed25519KeyPair(secret.subarray(0, SEED_BYTES));
    if (!pair.publicKey.equals(secret.subarray(SEED_BYTES))) {
      throw new WireError("WIRE_BAD_KEY", "the second half of the secret key is not the public key of the first");
    }
    return pair;
  }

  /** From the operating system's generator. */
  static generate(): Ed25519KeyPair {
    const { privateKey } = generateKeyPairSync("ed25519");
    return new Ed25519KeyPair(privateKey.export({ format: "der", type: "pkcs8" }).subarray(PRIVATE_PREFIX.length));
  }

  /** The detached 64-byte signature. */
  sign(message: Uint8Array): Buffer {
    return sign(null, message, this.#key);
  }
}

/** libsodium's `crypto_sign`: the signature, then the message. */
export function signAttached(pair: Ed25519KeyPair, message: Uint8Array): Buffer {
  return Buffer.concat([pair.sign(message), message]);
}

/** The message of an attached signature, or `undefined` when it does not verify under this 32-byte key. */
export function openSigned(publicKey: Uint8Array, signed: Uint8Array): Buffer | undefined {
  if (publicKey.length !== 32 || signed.length < SIGNATURE_BYTES) return undefined;
  const message = Buffer.from(signed.subarray(SIGNATURE_BYTES));
  return verify(null, message, publicKeyOf(publicKey), signed.subarray(0, SIGNATURE_BYTES)) ? message : undefined;
}
