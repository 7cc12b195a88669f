import type { SettingsSnapshot, SharedSettings } from "@fairlead/cluster";
import { redisScript } from "../connection/redis-call.ts";
import { replyList, replyNumber, replyText } from "../connection/redis-reply.ts";
import type { RedisStore } from "../connection/redis-store.ts";

/** Leases read it along [CL-34]. */
export const settingsVersionKey = (store: RedisStore): string => store.key("settings-version:{n}");

/** Keys of all three: values, version. */
const readScript = redisScript(
  "settings_read",
  `return { redis.call("GET", KEYS[2]) or "0", redis.call("HGETALL", KEYS[1]) }`,
);
/** Arguments: how many are set, then names and values of these, then names of those that are taken away. */
const changeScript = redisScript(
  "settings_change",
  `local sets = tonumber(ARGV[1])
for at = 2, 2 * sets, 2 do redis.call("HSET", KEYS[1], ARGV[at], ARGV[at + 1]) end
for at = 2 * sets + 2, #ARGV do redis.call("HDEL", KEYS[1], ARGV[at]) end
return redis.call("INCR", KEYS[2])`,
);
/** Arguments: name, value. */
const settleScript = redisScript(
  "settings_settle",
  `if redis.call("HSETNX", KEYS[1], ARGV[1], ARGV[2]) == 1 then redis.call("INCR", KEYS[2]) end
return redis.call("HGET", KEYS[1], ARGV[1])`,
);

/** One hash, and the number of changes beside the leases. */
export class RedisSharedSettings implements SharedSettings {
  readonly #store: RedisStore;
  readonly #keys: readonly string[];

  constructor(store: RedisStore) {
    this.#store = store;
    this.#keys = [store.key("settings:{n}"), settingsVersionKey(store)];
  }

  async read(): Promise<SettingsSnapshot> {
    const [version, flat] = replyList(await this.#store.run(readScript, this.#keys));
    const words = replyList(flat).map(replyText);
    const values = new Map<string, string>();
    for (let at = 0; at < words.length; at += 2) values.set(words[at] ?? "", words[at + 1] ?? "");
    return { version: replyNumber(version), values };
  }

  async change(values: ReadonlyMap<string, string | undefined>): Promise<number> {
    const set = [...values].flatMap(([name, value]) => (value === undefined ? [] : [name, value]));
    const taken = [...values].flatMap(([name, value]) => (value === undefined ? [name] : []));
    return replyNumber(await this.#store.run(changeScript, this.#keys, [set.length / 2, ...set, ...taken]));
  }

  async settle(name: string, value: string): Promise<string> {
    return replyText(await this.#store.run(settleScript, this.#keys, [name, value]));
  }
}
