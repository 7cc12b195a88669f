import type { RelayName } from "@fairlead/base";
import type { RelayAdvert, RelayAdverts } from "@fairlead/cluster";
import type { RedisStore } from "../connection/redis-store.ts";
import { relayAdvertText } from "./relay-advert-text.ts";
import { advertiseScript } from "./relay-scripts.ts";

/** What relays say of themselves, where `RedisRelayDirectory` reads it [CL-31]. */
export class RedisRelayAdverts implements RelayAdverts {
  readonly #store: RedisStore;

  constructor(store: RedisStore) {
    this.#store = store;
  }

  async advertise(advert: RelayAdvert): Promise<void> {
    await this.#write(advert.name, relayAdvertText(advert));
  }

  async leave(name: RelayName): Promise<void> {
    await this.#write(name, "");
  }

  async #write(name: RelayName, text: string): Promise<void> {
    await this.#store.run(advertiseScript, [this.#store.key("relay:{r}")], [name, text]);
  }
}
