import { createPrivateKey, createPublicKey, diffieHellman } from "node:crypto";

/** RFC 8410: what precedes the 32 bytes in DER. */
const PRIVATE_PREFIX = Buffer.from("302e020100300506032b656e04220420", "hex");
const PUBLIC_PREFIX = Buffer.from("302a300506032b656e032100", "hex");

function privateKeyOf(secret: Uint8Array): ReturnType<typeof createPrivateKey> {
  return createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, secret]), format: "der", type: "pkcs8" });
}

/** The public key of a 32-byte X25519 secret (RFC 7748 §6.1). */
export function x25519PublicKey(secret: Uint8Array): Buffer {
  return createPublicKey(privateKeyOf(secret)).export({ format: "der", type: "spki" }).subarray(PUBLIC_PREFIX.length);
}

/** The shared secret, or `undefined` when the other key is unusable (wrong length, or of small order). */
export function x25519SharedSecret(secret: Uint8Array, publicKey: Uint8Array): Buffer | undefined {
  if (publicKey.length !== 32) return undefined;
  const other = createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, publicKey]), format: "der", type: "spki" });
  try {
    return diffieHellman({ privateKey: privateKeyOf(secret), publicKey: other });
  } catch {
    return undefined;
  }
}
