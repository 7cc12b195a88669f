import { type Clock, ExpiringMap, type RelayName } from "@fairlead/base";
import { MemoryStore } from "./memory-store.ts";
import type { RelayAdvert, RelayAdverts } from "./relay-directory.ts";

/** Adverts of several relays in one process; directories that were made with it show them [CL-31]. */
export class MemoryRelayAdverts extends MemoryStore implements RelayAdverts {
  readonly #clock: Clock;
  readonly #adverts = new ExpiringMap<RelayName, RelayAdvert>({ capacity: 1024, lifetimeMs: 5000 });

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  async advertise(advert: RelayAdvert): Promise<void> {
    this.reach();
    this.#adverts.set(advert.name, advert, this.#clock.now());
  }

  async leave(name: RelayName): Promise<void> {
    this.reach();
    this.#adverts.delete(name, this.#clock.now());
  }

  /** Those that are not older than 5 s; `undefined` while the store is away. */
  fresh(): readonly RelayAdvert[] | undefined {
    if (this.isAway) return undefined;
    return [...this.#adverts.entries(this.#clock.now())].map(([, advert]) => advert);
  }
}
