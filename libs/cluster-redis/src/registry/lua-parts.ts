/**
 * Functions that several scripts begin with. A script sees only keys of its own bucket, and takes time from Redis itself, so that clocks of nodes do not matter.
 */

/** Milliseconds of Redis' own clock. */
export const LUA_NOW = `
local function now_ms()
  local t = redis.call("TIME")
  return t[1] * 1000 + math.floor(t[2] / 1000)
end
`;

/**
 * Whether the bucket lost its data a moment ago [CL-12]. The marker says \`KIND BORN GENERATION\`: \`n\` was planted in a new store, \`w\` where one was missing. A node that
 * remembers another generation than a young \`n\` knows that somebody took a wiped store for a new one.
 */
export const LUA_HEALING = `${LUA_NOW}
local function healing(marker, remembered, fresh, window)
  local now = now_ms()
  local text = redis.call("GET", marker)
  if not text then
    redis.call("SET", marker, string.format("w %.0f %s", now, fresh))
    return true
  end
  local kind, born, generation = string.match(text, "^(%a) (%d+) (%S+)$")
  local age = now - tonumber(born)
  if age < 0 or age >= tonumber(window) then return false end
  if kind == "n" and remembered ~= "" and remembered ~= generation then
    kind = "w"
    redis.call("SET", marker, "w " .. born .. " " .. generation)
  end
  return kind == "w"
end
`;

/** The requests that still wait, oldest first; afterwards none does [CL-22]. An entry is \`EXPIRY REQUEST\`. */
export const LUA_TAKE_PARKED = `
local function take_parked(key)
  local entries = redis.call("LRANGE", key, 0, -1)
  if #entries == 0 then return entries end
  redis.call("DEL", key)
  local now, live = now_ms(), {}
  for _, entry in ipairs(entries) do
    local space = string.find(entry, " ", 1, true)
    if tonumber(string.sub(entry, 1, space - 1)) > now then live[#live + 1] = string.sub(entry, space + 1) end
  end
  return live
end
`;
