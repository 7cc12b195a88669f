import nacl from "tweetnacl";
import { x25519SharedSecret } from "./x25519.ts";

const ZERO_NONCE = new Uint8Array(24);
const ZERO_INPUT = new Uint8Array(16);
const SIGMA = new TextEncoder().encode("expand 32-byte k");

/** tweetnacl exports its building blocks, its types do not. */
interface Lowlevel {
  crypto_core_hsalsa20(out: Uint8Array, input: Uint8Array, key: Uint8Array, constant: Uint8Array): void;
}
const { lowlevel } = nacl as typeof nacl & { readonly lowlevel: Lowlevel };

/** crypto_box's key: HSalsa20 of the X25519 secret. Through node:crypto, because tweetnacl's scalar multiplication blocks the loop for milliseconds. */
function boxKey(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined {
  const shared = x25519SharedSecret(secretKey, publicKey);
  if (shared === undefined) return undefined;
  const key = new Uint8Array(32);
  lowlevel.crypto_core_hsalsa20(key, ZERO_INPUT, shared, SIGMA);
  return key;
}

/** crypto_box with a zero nonce, as the key exchange uses it once per ephemeral key [KX-3]. `undefined` for an unusable public key. */
export function sealBox(message: Uint8Array, publicKey: Uint8Array, secretKey: Uint8Array): Uint8Array | undefined {
  const key = boxKey(secretKey, publicKey);
  return key === undefined ? undefined : nacl.secretbox(message, ZERO_NONCE, key);
}

/** Opens what `sealBox` made; `undefined` when it was made for somebody else. */
export function openBox(sealed: Uint8Array, publicKey: Uint8Array, secretKey: Uint8Array): Uint8Array | undefined {
  const key = boxKey(secretKey, publicKey);
  return key === undefined ? undefined : (nacl.secretbox.open(sealed, ZERO_NONCE, key) ?? undefined);
}
