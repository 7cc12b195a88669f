/** What is held: anything that knows whose it is. */
export interface Held {
  /** The address its limits go by: IPv6 by /64. */
  readonly address: string;
}

/** Things held for a while, oldest first, and how many each address has. Keeps no address that holds nothing. */
export class HeldByAddress<T extends Held> {
  readonly #byAge = new Set<T>();
  readonly #byAddress = new Map<string, Set<T>>();

  get size(): number {
    return this.#byAge.size;
  }

  /** Oldest first. */
  [Symbol.iterator](): Iterator<T> {
    return this.#byAge[Symbol.iterator]();
  }

  countOf(address: string): number {
    return this.#byAddress.get(address)?.size ?? 0;
  }

  oldestOf(address: string): T | undefined {
    const [oldest] = this.#byAddress.get(address) ?? [];
    return oldest;
  }

  /** The address that holds most; `address` itself when no other holds more. Looks at every address: ask when full. */
  busiest(address: string): string {
    let [busiest, most] = [address, this.countOf(address)];
    for (const [other, { size }] of this.#byAddress) if (size > most) [busiest, most] = [other, size];
    return busiest;
  }

  add(held: T): void {
    this.#byAge.add(held);
    const own = this.#byAddress.get(held.address);
    if (own === undefined) this.#byAddress.set(held.address, new Set([held]));
    else own.add(held);
  }

  delete(held: T): void {
    if (!this.#byAge.delete(held)) return;
    const own = this.#byAddress.get(held.address);
    own?.delete(held);
    if (own?.size === 0) this.#byAddress.delete(held.address);
  }
}
