import { BUDGET_REPORT_LIFETIME_MS } from "@fairlead/cluster";
import { redisScript } from "../connection/redis-call.ts";
import { LUA_NOW } from "../registry/lua-parts.ts";

/** Totals of so many lives of relays are kept apart; beyond it, those that nobody has written for so long are added up under the empty name. */
const MAX_LIVES = 256;
const FOLDED_AFTER_MS = 7 * 24 * 3_600_000;

/**
 * Claims of a budget are a hash by relay: \`WRITTEN WANTED SESSIONS\`; its totals another, \`WRITTEN BYTES\`. Keys: claims and totals of each budget. Arguments: relay, then wanted,
 * sessions and bytes for each. Answers a list for each: relay, wanted and sessions of every claim that counts.
 */
export const exchangeScript = redisScript(
  "budget_exchange",
  `${LUA_NOW}
local now, relay, answer = now_ms(), ARGV[1], {}
local function fold(key)
  local flat, sum = redis.call("HGETALL", key), 0
  for at = 1, #flat, 2 do
    local written, bytes = string.match(flat[at + 1], "^(%d+) (%d+)$")
    if flat[at] == "" or now - tonumber(written) > ${FOLDED_AFTER_MS} then
      sum = sum + tonumber(bytes)
      redis.call("HDEL", key, flat[at])
    end
  end
  redis.call("HSET", key, "", string.format("%.0f %.0f", now, sum))
end
for index = 1, #KEYS / 2 do
  local claims, totals = KEYS[2 * index - 1], KEYS[2 * index]
  local wanted, sessions, bytes = ARGV[3 * index - 1], ARGV[3 * index], ARGV[3 * index + 1]
  redis.call("HSET", claims, relay, string.format("%.0f %s %s", now, wanted, sessions))
  redis.call("PEXPIRE", claims, ${BUDGET_REPORT_LIFETIME_MS})
  redis.call("HSET", totals, relay, string.format("%.0f %s", now, bytes))
  if redis.call("HLEN", totals) > ${MAX_LIVES} then fold(totals) end
  local live, flat = {}, redis.call("HGETALL", claims)
  for at = 1, #flat, 2 do
    local written, one, count = string.match(flat[at + 1], "^(%d+) (%d+) (%d+)$")
    if now - tonumber(written) >= ${BUDGET_REPORT_LIFETIME_MS} then
      redis.call("HDEL", claims, flat[at])
    else
      for _, part in ipairs({ flat[at], one, count }) do live[#live + 1] = part end
    end
  end
  answer[index] = live
end
return answer`,
);
