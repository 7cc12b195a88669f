import type { WaitIndex, WaitPlace } from "@fairlead/cluster";
import type { SocketAddress } from "@fairlead/wire";
import { redisScript } from "../connection/redis-call.ts";
import { replyMaybe, replyText } from "../connection/redis-reply.ts";
import type { RedisStore } from "../connection/redis-store.ts";
import { LUA_NOW } from "../registry/lua-parts.ts";

/** [CL-24]. */
const LIFETIME_MS = 40_000;
/** Devices that one address asks for within that time; with more, the older ones are forgotten together. */
const MAX_TARGETS = 64;

/** A hash for each address of A, by device and, as the empty name, the newest: \`UNTIL SLOT EPOCH ENTRY\`. Arguments: device, place. */
const putScript = redisScript(
  "wait_put",
  `${LUA_NOW}
if redis.call("HLEN", KEYS[1]) > ${MAX_TARGETS} then redis.call("DEL", KEYS[1]) end
local place = string.format("%.0f %s", now_ms() + ${LIFETIME_MS}, ARGV[2])
redis.call("HSET", KEYS[1], ARGV[1], place, "", place)
redis.call("PEXPIRE", KEYS[1], ${LIFETIME_MS})
return 1`,
);
const findScript = redisScript(
  "wait_find",
  `${LUA_NOW}
local til, place = string.match(redis.call("HGET", KEYS[1], ARGV[1]) or "", "^(%d+) (.*)$")
if til and tonumber(til) > now_ms() then return place end
return nil`,
);

/** Requests that a reply finds by A's address, in Redis. */
export class RedisWaitIndex implements WaitIndex {
  readonly #store: RedisStore;

  constructor(store: RedisStore) {
    this.#store = store;
  }

  async put(controlling: SocketAddress, targetId: string, { slot, epoch, entry }: WaitPlace): Promise<void> {
    await this.#store.run(putScript, [this.#key(controlling)], [targetId, `${slot} ${epoch} ${entry}`]);
  }

  async find(controlling: SocketAddress, targetId: string): Promise<WaitPlace | undefined> {
    const reply = await this.#store.run(findScript, [this.#key(controlling)], [targetId]);
    const place = replyMaybe(reply, replyText);
    if (place === undefined) return undefined;
    const [slot, epoch = "", entry] = place.split(" ");
    return { slot: Number(slot), epoch, entry: Number(entry) };
  }

  #key({ ip, port }: SocketAddress): string {
    return this.#store.key(`wait:${ip} ${port}`);
  }
}
