import type { SharedCounters } from "@fairlead/cluster";
import { redisScript } from "../connection/redis-call.ts";
import { replyNumber } from "../connection/redis-reply.ts";
import type { RedisStore } from "../connection/redis-store.ts";

/** Arguments: amount, length of the window. */
const addScript = redisScript(
  "count",
  `local sum = redis.call("INCRBY", KEYS[1], ARGV[1])
if redis.call("PTTL", KEYS[1]) < 0 then redis.call("PEXPIRE", KEYS[1], ARGV[2]) end
return sum`,
);

/** One key a window; whole numbers. */
export class RedisSharedCounters implements SharedCounters {
  readonly #store: RedisStore;

  constructor(store: RedisStore) {
    this.#store = store;
  }

  async add(name: string, amount: number, windowMs: number): Promise<number> {
    const key = this.#store.key(`count:${name}`);
    return replyNumber(await this.#store.run(addScript, [key], [Math.round(amount), Math.round(windowMs)]));
  }
}
