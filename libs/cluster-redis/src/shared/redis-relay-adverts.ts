import type { AdvertKey, RelayAdvert, RelayAdverts } from "@fairlead/cluster";
import type { RedisStore } from "../connection/redis-store.ts";
import { advertField, relayAdvertText } from "./relay-advert-text.ts";
import { advertiseScript } from "./relay-scripts.ts";

/** What relays say of themselves, where `RedisRelayDirectory` reads it [CL-31]. */
export class RedisRelayAdverts implements RelayAdverts {
  readonly #store: RedisStore;

  constructor(store: RedisStore) {
    this.#store = store;
  }

  async advertise(advert: RelayAdvert): Promise<void> {
    await this.#write(advert, relayAdvertText(advert));
  }

  async leave(relay: AdvertKey): Promise<void> {
    await this.#write(relay, "");
  }

  async #write(relay: AdvertKey, text: string): Promise<void> {
    await this.#store.run(advertiseScript, [this.#store.key("relay:{r}")], [advertField(relay), text]);
  }
}
