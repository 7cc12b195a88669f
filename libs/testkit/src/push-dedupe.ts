import { formatSocketAddress, unmangleAddress } from "@fairlead/wire";

/** One slot: a push for the same decoded address soon after the one before is a duplicate. Another address in between makes it new again. */
export class PushDedupe {
  readonly #windowMs: number;
  #lastAddress = "";
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  isDuplicate(socketAddr: Uint8Array, nowMs: number): boolean {
    const address = formatSocketAddress(unmangleAddress(socketAddr));
    const duplicate = address === this.#lastAddress && nowMs - this.#lastMs < this.#windowMs;
    this.#lastAddress = address;
    this.#lastMs = nowMs;
    return duplicate;
  }
}
