import { redisScript } from "../connection/redis-call.ts";
import { LUA_NOW } from "../registry/lua-parts.ts";

/**
 * Reports of nodes are one hash for each kind, by node: \`UNTIL REPORT\`, in Redis' own milliseconds. Who reads takes away what is over. Where nobody reads, each report
 * looks at two others and takes away those that are: a hash holds no more than about twice those that live.
 */
const LUA_REPORTS = `${LUA_NOW}
local function until_of(text) return tonumber(string.match(text, "^(%d+) ") or "0") end
local function report(key, node, lifetime, text)
  local now = now_ms()
  redis.call("HSET", key, node, string.format("%.0f %s", now + tonumber(lifetime), text))
  redis.call("PEXPIRE", key, lifetime)
  local others = redis.call("HRANDFIELD", key, 2, "WITHVALUES")
  for at = 1, #others, 2 do
    if until_of(others[at + 1]) <= now then redis.call("HDEL", key, others[at]) end
  end
end
`;

/** Arguments: node, lifetime, report. */
export const reportScript = redisScript("report", `${LUA_REPORTS}report(KEYS[1], ARGV[1], ARGV[2], ARGV[3])\nreturn 1`);

/** The same, and answers the text of the second key. */
export const reportAndReadScript = redisScript(
  "report_and_read",
  `${LUA_REPORTS}report(KEYS[1], ARGV[1], ARGV[2], ARGV[3])\nreturn redis.call("GET", KEYS[2])`,
);

/** Answers the reports that are not over. */
export const reportsScript = redisScript(
  "reports",
  `${LUA_REPORTS}
local now, answer, flat = now_ms(), {}, redis.call("HGETALL", KEYS[1])
for at = 1, #flat, 2 do
  if until_of(flat[at + 1]) <= now then redis.call("HDEL", KEYS[1], flat[at])
  else answer[#answer + 1] = string.match(flat[at + 1], "^%d+ (.*)$") end
end
return answer`,
);
