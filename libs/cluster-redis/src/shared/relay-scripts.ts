import { redisScript } from "../connection/redis-call.ts";
import { LUA_NOW } from "../registry/lua-parts.ts";

/** [CL-31]. */
export const ADVERT_LIFETIME_MS = 5000;
/** Nobody has listed it for a while: it was a relay that is no more. */
const FORGOTTEN_AFTER_MS = 60_000;

/** All adverts are one hash, by node and name (\`SLOT NAME\`): \`WRITTEN ADVERT\`, in Redis' own milliseconds; an empty advert says that the relay left. Arguments: whose, advert. */
export const advertiseScript = redisScript(
  "advertise",
  `${LUA_NOW}
redis.call("HSET", KEYS[1], ARGV[1], string.format("%.0f %s", now_ms(), ARGV[2]))
redis.call("PEXPIRE", KEYS[1], ${FORGOTTEN_AFTER_MS})
return 1`,
);

/** Answers whose, written and advert of each that is not too old. */
export const relaysScript = redisScript(
  "relays",
  `${LUA_NOW}
local now, answer, flat = now_ms(), {}, redis.call("HGETALL", KEYS[1])
for at = 1, #flat, 2 do
  local written, advert = string.match(flat[at + 1], "^(%d+) (.*)$")
  local age = written and now - tonumber(written) or ${FORGOTTEN_AFTER_MS} + 1
  if age > ${FORGOTTEN_AFTER_MS} then redis.call("HDEL", KEYS[1], flat[at]) end
  if age <= ${ADVERT_LIFETIME_MS} then
    for _, part in ipairs({ flat[at], written, advert }) do answer[#answer + 1] = part end
  end
end
return answer`,
);
