import { redisScript } from "../connection/redis-call.ts";
import { LUA_HEALING } from "./lua-parts.ts";

/**
 * Identities and locations of devices of one bucket. Keys: marker, then peer and location of each. Arguments: the first three of a claim. Answers whether the bucket heals,
 * then for each device: uuid, key, address, location, and of a tombstone the new id and when it was created.
 */
export const findScript = redisScript(
  "find",
  `${LUA_HEALING}
local answer = {healing(KEYS[1], ARGV[1], ARGV[2], ARGV[3]) and 1 or 0}
for n = 2, #KEYS, 2 do
  local peer = redis.call("HMGET", KEYS[n], "u", "k", "i", "to", "c")
  answer[#answer + 1] = {peer[1], peer[2], peer[3], redis.call("GET", KEYS[n + 1]), peer[4], peer[5]}
end
return answer`,
);
