import nacl from "tweetnacl";

const NONCE_BYTES = 24;

/** A 64-bit little-endian counter in a 24-byte nonce, incremented before use. */
class CountingNonce {
  readonly bytes = new Uint8Array(NONCE_BYTES);
  readonly #view = new DataView(this.bytes.buffer);
  #count = 0n;

  next(): Uint8Array {
    this.#count += 1n;
    this.#view.setBigUint64(0, this.#count, true);
    return this.bytes;
  }
}

/**
 * The record layer of a keyed connection [KX-4], one for both directions: each keeps its own counter. Payloads of 0 or 1 bytes, the heartbeat
 * among them, pass in clear and do not count.
 */
export class SecureChannel {
  readonly #key: Uint8Array;
  readonly #sending = new CountingNonce();
  readonly #receiving = new CountingNonce();

  /** `key` has 32 bytes. */
  constructor(key: Uint8Array) {
    this.#key = key;
  }

  seal(payload: Uint8Array): Buffer {
    if (payload.length <= 1) return Buffer.from(payload);
    return Buffer.from(nacl.secretbox(payload, this.#sending.next(), this.#key));
  }

  /** `undefined` when it does not open: the connection is of no use any more. */
  open(payload: Uint8Array): Buffer | undefined {
    if (payload.length <= 1) return Buffer.from(payload);
    const opened = nacl.secretbox.open(payload, this.#receiving.next(), this.#key);
    return opened === null ? undefined : Buffer.from(opened.buffer, opened.byteOffset, opened.byteLength);
  }
}
