import { redisScript } from "../connection/redis-call.ts";
import { LUA_HEALING, LUA_TAKE_PARKED } from "./lua-parts.ts";

/**
 * A claim in one trip [CL-10]. Keys: marker, peer, location, parked. Arguments: what is remembered of the marker, a fresh generation, how long a bucket heals; uuid, key,
 * address; the location or nothing, its slot, its lifetime; the day; the tenant, or `-` to leave it.
 * Answers: what it is, the place before if it was another node's, the parked requests, the key and the address before; or `renamed` and the tombstone.
 */
export const claimScript = redisScript(
  "claim",
  `${LUA_HEALING}${LUA_TAKE_PARKED}
local heals = healing(KEYS[1], ARGV[1], ARGV[2], ARGV[3])
local uuid, pk, ip = ARGV[4], ARGV[5], ARGV[6]
local peer = redis.call("HMGET", KEYS[2], "u", "k", "i", "to", "from", "d", "t", "c")
if peer[4] then return {"renamed", peer[4], peer[1], peer[2], peer[3], peer[8] or ""} end
local kind = "unchanged"
if not peer[1] then
  if heals then return {"healing"} end
  kind = "created"
  redis.call("HSET", KEYS[2], "u", uuid, "k", pk, "i", ip, "c", string.format("%.0f", now_ms()), "d", ARGV[10])
elseif peer[1] ~= uuid then
  return {heals and "healing" or "conflict"}
else
  if peer[2] ~= pk or peer[3] ~= ip then
    kind = "updated"
    redis.call("HSET", KEYS[2], "k", pk, "i", ip)
  end
  if peer[6] ~= ARGV[10] then redis.call("HSET", KEYS[2], "d", ARGV[10]) end
  if peer[5] then
    redis.call("HDEL", KEYS[2], "from")
    redis.call("PERSIST", KEYS[2])
  end
end
if ARGV[11] ~= "-" and (peer[7] or "") ~= ARGV[11] then redis.call("HSET", KEYS[2], "t", ARGV[11]) end
local ousted, parked = "", {}
if ARGV[7] ~= "" then
  local at = redis.call("GET", KEYS[3])
  if at and string.match(at, "^%d+") ~= ARGV[8] then ousted = at end
  redis.call("SET", KEYS[3], ARGV[7], "PX", ARGV[9])
  parked = take_parked(KEYS[4])
end
return {kind, ousted, parked, peer[2] or "", peer[3] or ""}`,
);
