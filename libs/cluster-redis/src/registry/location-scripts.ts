import { redisScript } from "../connection/redis-call.ts";
import { LUA_HEALING, LUA_NOW, LUA_TAKE_PARKED } from "./lua-parts.ts";

/** Keys: for each device its location and its peer. Arguments: the owner as a location begins with it, the lifetime, the day. Answers the numbers of those that are not the owner's. */
export const refreshScript = redisScript(
  "refresh",
  `
local lost = {}
for n = 1, #KEYS, 2 do
  local at = redis.call("GET", KEYS[n])
  if at and string.sub(at, 1, #ARGV[1]) == ARGV[1] then
    redis.call("PEXPIRE", KEYS[n], ARGV[2])
    local day = redis.call("HGET", KEYS[n + 1], "d")
    if day and day ~= ARGV[3] then redis.call("HSET", KEYS[n + 1], "d", ARGV[3]) end
  else
    lost[#lost + 1] = (n - 1) / 2
  end
end
return lost`,
);

/** Keys: locations. Argument: the owner as a location begins with it. Only what is still its own goes [CL-15]. */
export const releaseScript = redisScript(
  "release",
  `
local released = 0
for n = 1, #KEYS do
  local at = redis.call("GET", KEYS[n])
  if at and string.sub(at, 1, #ARGV[1]) == ARGV[1] then released = released + redis.call("DEL", KEYS[n]) end
end
return released`,
);

/**
 * Writes again what an owner holds, where nothing is or what its earlier lives wrote [CL-7] [CL-13]. Keys: marker, peer, location, parked. Arguments: the first three of a
 * claim; uuid, key, address; location, its slot, its lifetime; the day; then each earlier life as a location begins with it.
 */
export const reassertScript = redisScript(
  "reassert",
  `${LUA_HEALING}${LUA_TAKE_PARKED}
local function is_own(at)
  if string.match(at, "^%d+") == ARGV[8] then return true end
  for n = 11, #ARGV do
    if string.sub(at, 1, #ARGV[n]) == ARGV[n] then return true end
  end
  return false
end
healing(KEYS[1], ARGV[1], ARGV[2], ARGV[3])
local peer = redis.call("HMGET", KEYS[2], "u", "k", "i", "to", "c")
if peer[4] then return {"renamed", peer[4], peer[1], peer[2], peer[3], peer[5] or ""} end
if peer[1] and peer[1] ~= ARGV[4] then return {"conflict", {}} end
if not peer[1] then
  redis.call("HSET", KEYS[2], "u", ARGV[4], "k", ARGV[5], "i", ARGV[6], "c", string.format("%.0f", now_ms()), "d", ARGV[10])
end
local at = redis.call("GET", KEYS[3])
if at and not is_own(at) then return {"elsewhere", {}} end
if peer[1] and (peer[2] ~= ARGV[5] or peer[3] ~= ARGV[6]) then
  redis.call("HSET", KEYS[2], "k", ARGV[5], "i", ARGV[6])
end
redis.call("SET", KEYS[3], ARGV[7], "PX", ARGV[9])
return {"mine", take_parked(KEYS[4])}`,
);

/** Keys: location, parked. Arguments: the location that was seen or nothing, the request, how long it waits, how many may. One script, as a claim is: either sees the other [CL-22]. */
export const parkScript = redisScript(
  "park",
  `${LUA_NOW}
local at = redis.call("GET", KEYS[1])
if at and at ~= ARGV[1] then return {"moved", at} end
local now = now_ms()
local oldest = redis.call("LINDEX", KEYS[2], 0)
while oldest and tonumber(string.match(oldest, "^%d+")) <= now do
  redis.call("LPOP", KEYS[2])
  oldest = redis.call("LINDEX", KEYS[2], 0)
end
if redis.call("LLEN", KEYS[2]) >= tonumber(ARGV[4]) then return {"full"} end
redis.call("RPUSH", KEYS[2], string.format("%.0f ", now + tonumber(ARGV[3])) .. ARGV[2])
redis.call("PEXPIRE", KEYS[2], ARGV[3])
return {"parked"}`,
);
