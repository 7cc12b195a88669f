import type { Clock, Random } from "@fairlead/base";
import type { Signer } from "@fairlead/cluster";
import { createEphemeralKeys, type EphemeralKeys, encodeMessage } from "@fairlead/wire";

/** What the server says first on a silent connection. */
export interface KeyExchangeOffer {
  readonly ephemeral: EphemeralKeys;
  /** The whole message, signed. */
  readonly payload: Uint8Array;
}

/** Offers of a key exchange [KX-2]. One signed ephemeral key serves every connection of a minute, so a connection costs no signature. */
export class KeyExchangeOffers {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #signer: Signer | undefined;
  readonly #lifetimeMs: number;
  #current: KeyExchangeOffer | undefined;
  #madeMs = 0;

  constructor(clock: Clock, random: Random, signer: Signer | undefined, lifetimeMs: number) {
    this.#clock = clock;
    this.#random = random;
    this.#signer = signer;
    this.#lifetimeMs = lifetimeMs;
  }

  /** `undefined` when signing is off. */
  get(): KeyExchangeOffer | undefined {
    if (this.#signer === undefined) return undefined;
    const nowMs = this.#clock.now();
    if (this.#current === undefined || nowMs - this.#madeMs >= this.#lifetimeMs) {
      this.#current = this.#make(this.#signer);
      this.#madeMs = nowMs;
    }
    return this.#current;
  }

  #make(signer: Signer): KeyExchangeOffer {
    const ephemeral = createEphemeralKeys(this.#random);
    const keys = [signer.signKeyExchange(ephemeral.publicKey)];
    return { ephemeral, payload: encodeMessage({ kind: "keyExchange", body: { keys } }) };
  }
}
