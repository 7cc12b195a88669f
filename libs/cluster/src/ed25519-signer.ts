import { type Ed25519KeyPair, encodeIdPk, signAttached } from "@fairlead/wire";
import type { Signer } from "./signer.ts";

/** Signs with a key held in this process [KEY-6] [KX-2]. */
export class Ed25519Signer implements Signer {
  readonly #pair: Ed25519KeyPair;

  constructor(pair: Ed25519KeyPair) {
    this.#pair = pair;
  }

  get publicKey(): Uint8Array {
    return this.#pair.publicKey;
  }

  signIdPk(id: string, pk: Uint8Array): Uint8Array {
    return signAttached(this.#pair, encodeIdPk(id, pk));
  }

  signKeyExchange(ephemeralPublicKey: Uint8Array): Uint8Array {
    return signAttached(this.#pair, ephemeralPublicKey);
  }
}
