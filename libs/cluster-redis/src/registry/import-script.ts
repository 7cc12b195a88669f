import { redisScript } from "../connection/redis-call.ts";
import { LUA_HEALING } from "./lua-parts.ts";

/**
 * An identity from elsewhere: written where nothing is, also while the bucket heals, for it is what was lost. A device that is registered now is known better here than
 * there. Keys: marker, peer, location. Arguments: the first three of a claim; uuid, key, address; when it was created, or nothing; the day; `1` to write nothing.
 */
export const importScript = redisScript(
  "import",
  `${LUA_HEALING}
healing(KEYS[1], ARGV[1], ARGV[2], ARGV[3])
local peer = redis.call("HMGET", KEYS[2], "u", "k", "i", "to", "c")
if peer[4] then return {"renamed", peer[4], peer[1], peer[2], peer[3], peer[5] or ""} end
local write = ARGV[9] ~= "1"
if not peer[1] then
  local created = ARGV[7] ~= "" and ARGV[7] or string.format("%.0f", now_ms())
  if write then redis.call("HSET", KEYS[2], "u", ARGV[4], "k", ARGV[5], "i", ARGV[6], "c", created, "d", ARGV[8]) end
  return {"created"}
end
if peer[1] ~= ARGV[4] then return {"conflict"} end
if peer[2] == ARGV[5] and peer[3] == ARGV[6] then return {"unchanged"} end
if redis.call("EXISTS", KEYS[3]) == 1 then return {"newer"} end
if write then redis.call("HSET", KEYS[2], "k", ARGV[5], "i", ARGV[6]) end
return {"updated"}`,
);
