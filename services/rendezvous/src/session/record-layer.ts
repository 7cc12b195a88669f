import { readKeyExchangeReply, SecureChannel } from "@fairlead/wire";
import type { KeyExchangeOffer } from "./key-exchange-offers.ts";

/** A connection's payloads as they are on the wire: in clear until a key exchange has completed, sealed from then [KX-3] [KX-4]. */
export class RecordLayer {
  #offer: KeyExchangeOffer | undefined;
  #channel: SecureChannel | undefined;

  get keyed(): boolean {
    return this.#channel !== undefined;
  }

  /** The client's next message may answer this. */
  offered(offer: KeyExchangeOffer): void {
    this.#offer = offer;
  }

  /** The client has sent something else first: it speaks in clear for good. */
  declined(): void {
    this.#offer = undefined;
  }

  /** The client's answer; false when none is due or it is none. */
  accept(keys: readonly Uint8Array[]): boolean {
    const sessionKey = this.#offer === undefined ? undefined : readKeyExchangeReply(keys, this.#offer.ephemeral);
    this.#offer = undefined;
    if (sessionKey === undefined) return false;
    this.#channel = new SecureChannel(sessionKey);
    return true;
  }

  seal(payload: Uint8Array): Uint8Array {
    return this.#channel === undefined ? payload : this.#channel.seal(payload);
  }

  /** `undefined` when a record does not open. */
  open(payload: Buffer): Buffer | undefined {
    return this.#channel === undefined ? payload : this.#channel.open(payload);
  }
}
