import type { SessionUuid } from "@fairlead/base";
import type { PairOwners } from "@fairlead/cluster";
import type { NodeRef } from "@fairlead/wire";
import { replyMaybe, replyText } from "../connection/redis-reply.ts";
import type { RedisStore } from "../connection/redis-store.ts";

/** As long as a leg waits for the other [RL-5]. */
const LIFETIME_MS = 30_000;

/** One key a pair, set by the first [CL-38]. */
export class RedisPairOwners implements PairOwners {
  readonly #store: RedisStore;

  constructor(store: RedisStore) {
    this.#store = store;
  }

  async claim(uuid: SessionUuid, self: NodeRef): Promise<NodeRef> {
    const mine = `${self.slot} ${self.epoch}`;
    const options = ["NX", "GET", "PX", LIFETIME_MS];
    const reply = await this.#store.command("set", this.#store.key(`pair:${uuid}`), mine, ...options);
    const [slot = "", epoch = ""] = (replyMaybe(reply, replyText) ?? mine).split(" ");
    return { slot: Number(slot), epoch };
  }
}
