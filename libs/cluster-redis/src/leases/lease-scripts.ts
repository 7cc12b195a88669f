import { redisScript } from "../connection/redis-call.ts";
import { LUA_NOW } from "../registry/lua-parts.ts";

/** How long a renewal holds, how long one that left is shown, and how long a slot rests after either [CL-3] [CL-6] [CL-8]. */
export const LEASE_MS = 6000;
export const LEFT_MS = 45_000;
export const HELD_MS = 60_000;
export const SLOTS = 1024;
/** Of all leases, once nobody renews any more. */
const KEPT_MS = 600_000;

/**
 * All leases are one hash, by slot: \`UNTIL FREE EPOCH FLAG CARD\`. Until when the lease holds and when the slot may be another's, in Redis' own milliseconds; \`s\` or, for one that
 * left, \`l\`; the card as JSON. Whoever renews reads them all anyway, and so nothing runs out by itself.
 */
const LUA_LEASES = `${LUA_NOW}
local function lease(text)
  local til, free, epoch, flag, card = string.match(text or "", "^(%d+) (%d+) (%S+) (%a) (.*)$")
  if not til then return nil end
  return { til = tonumber(til), free = tonumber(free), epoch = epoch, flag = flag, card = card }
end
local function write(slot, til, free, epoch, flag, card)
  redis.call("HSET", KEYS[1], slot, string.format("%.0f %.0f %s %s %s", til, free, epoch, flag, card))
  redis.call("PEXPIRE", KEYS[1], ${KEPT_MS})
end
local function holds(one, epoch, now)
  return one ~= nil and one.epoch == epoch and one.til > now and one.flag ~= "l"
end
`;

/** Key: leases. Arguments: card, and slot and epoch that the same process had before, or two empty ones. Answers slot and epoch, or nothing when all slots are taken. */
export const acquireScript = redisScript(
  "acquire",
  `${LUA_LEASES}
local now, time, all, slot = now_ms(), redis.call("TIME"), {}, nil
local flat = redis.call("HGETALL", KEYS[1])
for at = 1, #flat, 2 do
  local one = lease(flat[at + 1])
  if one ~= nil and one.free > now then all[tonumber(flat[at])] = one else redis.call("HDEL", KEYS[1], flat[at]) end
end
local before = tonumber(ARGV[2])
if before ~= nil and (all[before] == nil or all[before].epoch == ARGV[3]) then slot = before end
for free = 0, ${SLOTS - 1} do
  if slot == nil and all[free] == nil then slot = free end
end
if slot == nil then return nil end
local epoch = time[1] .. string.format("%06d", time[2])
write(slot, now + ${LEASE_MS}, now + ${LEASE_MS + HELD_MS}, epoch, "s", ARGV[1])
return { slot, epoch }`,
);

/** Keys: leases, version of the settings. Arguments: slot, epoch, card. Answers 1 or 0, the version, and slot, epoch, flag and card of each node that has a lease. */
export const renewScript = redisScript(
  "renew",
  `${LUA_LEASES}
local now, renewed = now_ms(), 0
if holds(lease(redis.call("HGET", KEYS[1], ARGV[1])), ARGV[2], now) then
  renewed = 1
  write(ARGV[1], now + ${LEASE_MS}, now + ${LEASE_MS + HELD_MS}, ARGV[2], "s", ARGV[3])
end
local answer = { renewed, redis.call("GET", KEYS[2]) or "0" }
local flat = redis.call("HGETALL", KEYS[1])
for at = 1, #flat, 2 do
  local one = lease(flat[at + 1])
  if one ~= nil and one.til > now then
    for _, part in ipairs({ flat[at], one.epoch, one.flag, one.card }) do answer[#answer + 1] = part end
  end
end
return answer`,
);

/** Key: leases. Arguments: slot, epoch. */
export const leaveScript = redisScript(
  "leave",
  `${LUA_LEASES}
local now, one = now_ms(), lease(redis.call("HGET", KEYS[1], ARGV[1]))
if not holds(one, ARGV[2], now) then return 0 end
write(ARGV[1], now + ${LEFT_MS}, now + ${HELD_MS}, one.epoch, "l", one.card)
return 1`,
);
