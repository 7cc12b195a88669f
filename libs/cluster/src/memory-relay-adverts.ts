import { type Clock, ExpiringMap } from "@fairlead/base";
import { MemoryStore } from "./memory-store.ts";
import type { AdvertKey, RelayAdvert, RelayAdverts } from "./relay-directory.ts";

/** Adverts of several relays in one process; directories that were made with it show them [CL-31]. */
export class MemoryRelayAdverts extends MemoryStore implements RelayAdverts {
  readonly #clock: Clock;
  readonly #adverts = new ExpiringMap<string, RelayAdvert>({ capacity: 1024, lifetimeMs: 5000 });

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  async advertise(advert: RelayAdvert): Promise<void> {
    this.reach();
    this.#adverts.set(keyOf(advert), advert, this.#clock.now());
  }

  async leave(relay: AdvertKey): Promise<void> {
    this.reach();
    this.#adverts.delete(keyOf(relay), this.#clock.now());
  }

  /** Those that are not older than 5 s, newest first; `undefined` while the store is away. */
  fresh(): readonly RelayAdvert[] | undefined {
    if (this.isAway) return undefined;
    return [...this.#adverts.entries(this.#clock.now())].map(([, advert]) => advert).reverse();
  }
}

const keyOf = ({ name, node }: AdvertKey): string => `${node?.slot ?? "-"} ${name}`;
