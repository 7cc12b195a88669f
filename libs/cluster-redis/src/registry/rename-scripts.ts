import { redisScript } from "../connection/redis-call.ts";
import { LUA_HEALING } from "./lua-parts.ts";

/** First step [CL-11]: the new id is kept for the device, for a minute. Keys: marker, new peer. Arguments: the first three of a claim; uuid, key, address, old id, lifetime, day. */
export const reserveScript = redisScript(
  "rename_reserve",
  `${LUA_HEALING}
local heals = healing(KEYS[1], ARGV[1], ARGV[2], ARGV[3])
local peer = redis.call("HMGET", KEYS[2], "u", "from", "to")
if peer[3] or (peer[1] and peer[1] ~= ARGV[4]) then return heals and "healing" or "taken" end
if not peer[1] and heals then return "healing" end
if not peer[1] or peer[2] then
  redis.call("HSET", KEYS[2], "u", ARGV[4], "k", ARGV[5], "i", ARGV[6], "from", ARGV[7], "c", string.format("%.0f", now_ms()), "d", ARGV[9])
  redis.call("PEXPIRE", KEYS[2], ARGV[8])
end
return "reserved"`,
);

/** Second step: the old id says where its device went. From here on the rename has happened. Keys: old peer, its location. Arguments: uuid, new id. */
export const tombstoneScript = redisScript(
  "rename_tombstone",
  `
local peer = redis.call("HMGET", KEYS[1], "u", "k", "i", "to", "c")
if not peer[1] or (peer[4] and peer[4] ~= ARGV[2]) then return {"gone"} end
if peer[1] ~= ARGV[1] then return {"mismatch"} end
redis.call("HSET", KEYS[1], "to", ARGV[2])
redis.call("DEL", KEYS[2])
return {"left", peer[1], peer[2], peer[3], peer[5] or ""}`,
);

/** Third step: the new id is the device's for good, also when the minute is over and nobody took it. Keys: new peer. Arguments: uuid, key, address, when it was created, day. */
export const confirmScript = redisScript(
  "rename_confirm",
  `
local uuid = redis.call("HGET", KEYS[1], "u")
if uuid and uuid ~= ARGV[1] then return "taken" end
if not uuid then redis.call("HSET", KEYS[1], "u", ARGV[1], "k", ARGV[2], "i", ARGV[3], "d", ARGV[5]) end
if ARGV[4] ~= "" then redis.call("HSET", KEYS[1], "c", ARGV[4]) end
redis.call("HDEL", KEYS[1], "from")
redis.call("PERSIST", KEYS[1])
return "confirmed"`,
);

/** Then the old id is anybody's. Keys: old peer. Argument: new id. */
export const forgetScript = redisScript(
  "rename_forget",
  `
if redis.call("HGET", KEYS[1], "to") ~= ARGV[1] then return 0 end
return redis.call("DEL", KEYS[1])`,
);

/** The new id went to somebody else meanwhile: the device keeps the old one. Keys: old peer. Argument: new id. */
export const undoScript = redisScript(
  "rename_undo",
  `
if redis.call("HGET", KEYS[1], "to") ~= ARGV[1] then return 0 end
return redis.call("HDEL", KEYS[1], "to")`,
);
