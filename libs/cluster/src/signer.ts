/**
 * Holds the server's private key. The key never leaves it and never reaches a relay. Answers are Ed25519 signed messages: 64 bytes of signature, then
 * the message (libsodium's `crypto_sign` form).
 */
export interface Signer {
  /** 32 bytes; its base64 is what clients are configured with. */
  readonly publicKey: Uint8Array;
  /** The signed `IdPk{id, pk}` [KEY-6]; an empty `pk` is legal and is left out. */
  signIdPk(id: string, pk: Uint8Array): Uint8Array;
  /** The signed ephemeral X25519 public key of a key exchange [KX-2]. */
  signKeyExchange(ephemeralPublicKey: Uint8Array): Uint8Array;
}
