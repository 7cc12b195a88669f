import { limitKey } from "@fairlead/wire";

/** A burst of new ids gets no further ahead of its limit than this. */
const MOST_PER_ADDRESS = 8;

/**
 * Claims of ids that nobody has looked up first, on their way: that saves a trip, and the limits by address learn only from the answer whether the id was new. So an address has
 * a few of them at one time; its others are looked up.
 */
export class UnreadClaims {
  readonly #onTheirWay = new Map<string, number>();

  /** `undefined`: look up. Dispose when the claim is answered. */
  begin(ip: string): Disposable | undefined {
    const key = limitKey(ip);
    const own = this.#onTheirWay.get(key) ?? 0;
    if (own >= MOST_PER_ADDRESS) return undefined;
    this.#onTheirWay.set(key, own + 1);
    return { [Symbol.dispose]: () => this.#end(key) };
  }

  #end(key: string): void {
    const left = (this.#onTheirWay.get(key) ?? 1) - 1;
    if (left > 0) this.#onTheirWay.set(key, left);
    else this.#onTheirWay.delete(key);
  }
}
