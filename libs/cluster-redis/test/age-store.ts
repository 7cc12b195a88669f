import type { RedisStore } from "../src/index.ts";

/**
 * Lets what a store holds under its prefix grow older by so much: every key expires so much earlier, and every moment in a value, which is a number of 13 digits, was so much
 * earlier. What runs out by then is gone, as if time had passed.
 */
const AGE = `
local ms = tonumber(ARGV[1])
local function older(text)
  return (string.gsub(text, "%f[%d]%d+%f[%D]", function(number)
    if #number == 13 then return string.format("%.0f", tonumber(number) - ms) end
    return nil
  end))
end
for _, key in ipairs(redis.call("KEYS", ARGV[2])) do
  local kind = redis.call("TYPE", key).ok
  if kind == "string" then redis.call("SET", key, older(redis.call("GET", key)), "KEEPTTL") end
  if kind == "hash" then
    local flat = redis.call("HGETALL", key)
    for at = 1, #flat, 2 do redis.call("HSET", key, flat[at], older(flat[at + 1])) end
  end
  if kind == "list" then
    for at, entry in ipairs(redis.call("LRANGE", key, 0, -1)) do redis.call("LSET", key, at - 1, older(entry)) end
  end
  local left = redis.call("PTTL", key)
  if left > ms then redis.call("PEXPIRE", key, string.format("%.0f", left - ms))
  elseif left >= 0 then redis.call("DEL", key) end
end
return 1`;

export async function ageStore(store: RedisStore, ms: number): Promise<void> {
  await Promise.all(store.masters().map((master) => master.eval(AGE, 0, ms, store.key("*"))));
}
