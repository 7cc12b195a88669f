/** Addresses of 127.0.0.0/8 that act as different machines. The second byte comes from the process, so that parallel test files do not meet. */
export class LoopbackHosts {
  readonly #network: number;
  #next = 1;

  /** `seed`: any number, such as the process id. */
  constructor(seed: number) {
    this.#network = 1 + (seed % 65_000);
  }

  /** An address that this object has not given yet. */
  next(): string {
    const host = this.#next;
    if (host > 254) throw new RangeError("254 hosts are given");
    this.#next += 1;
    return `127.${this.#network >> 8}.${this.#network & 255}.${host}`;
  }
}
