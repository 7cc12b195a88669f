import { limitKey } from "@fairlead/wire";

export interface LimitSettings {
  readonly maxConnections: number;
  readonly maxConnectionsPerAddress: number;
}

/**
 * Counts the connections of one listener, in all and by address (IPv6 by /64). A place is taken when the kernel hands
 * the connection over; its address is charged once it is known. Keeps an entry per address that holds a connection now,
 * no longer.
 */
export class AcceptLimits {
  readonly #settings: LimitSettings;
  readonly #byAddress = new Map<string, number>();
  #connections = 0;

  constructor(settings: LimitSettings) {
    this.#settings = settings;
  }

  get connections(): number {
    return this.#connections;
  }

  /** Undefined when the listener is full. Release the place exactly once; a second time is harmless. */
  take(): Place | undefined {
    if (this.#connections >= this.#settings.maxConnections) return undefined;
    this.#connections += 1;
    return new Place(this);
  }

  /** @internal */
  chargeAddress(key: string): boolean {
    const held = this.#byAddress.get(key) ?? 0;
    if (held >= this.#settings.maxConnectionsPerAddress) return false;
    this.#byAddress.set(key, held + 1);
    return true;
  }

  /** @internal */
  release(key: string | undefined): void {
    this.#connections -= 1;
    if (key === undefined) return;
    const held = this.#byAddress.get(key) ?? 0;
    if (held > 1) this.#byAddress.set(key, held - 1);
    else this.#byAddress.delete(key);
  }
}

/** One connection's place in the limits. */
export class Place {
  readonly #limits: AcceptLimits;
  #key: string | undefined;
  #released = false;

  constructor(limits: AcceptLimits) {
    this.#limits = limits;
  }

  /** Charges the place to this address; false when the address holds all it may. Only the first charge counts. */
  charge(ip: string): boolean {
    if (this.#key !== undefined || this.#released) return true;
    const key = limitKey(ip);
    if (!this.#limits.chargeAddress(key)) return false;
    this.#key = key;
    return true;
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#limits.release(this.#key);
  }
}
