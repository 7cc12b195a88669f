import { errorMessage } from "@fairlead/base";
import { RedisOpenError } from "../errors.ts";
import { redisScript } from "./redis-call.ts";
import { readInfo } from "./redis-info.ts";
import { replyMaybe, replyNumber } from "./redis-reply.ts";
import type { RedisStore } from "./redis-store.ts";

/** Of what this release writes [CL-16]. It reads this and the one before. */
export const SCHEMA = 1;

/** Sets the number where there is none; answers what is there. */
const settleSchema = redisScript(
  "settle_schema",
  `redis.call("SET", KEYS[1], ARGV[1], "NX")
   return redis.call("GET", KEYS[1])`,
);
/** Never lowers it. */
const raise = redisScript(
  "raise_schema",
  `local now = tonumber(redis.call("GET", KEYS[1]) or "0")
   if now < tonumber(ARGV[1]) then redis.call("SET", KEYS[1], ARGV[1]) end
   return redis.call("GET", KEYS[1])`,
);
const schemaKey = (store: RedisStore): string => store.key("schema:{n}");

/** Refuses a Redis that forgets when it is full, and one that a later release has written [CL-18]. Answers the schema of what is in it. */
export async function checkStore(store: RedisStore, place: string, setting: string): Promise<number> {
  for (const master of store.masters()) {
    const info = readInfo(
      await master.info().catch((cause: unknown) => refuse(place, errorMessage(cause), setting, NO_INFO)),
    );
    const policy = info.get("maxmemory_policy");
    if (policy !== undefined && policy !== "noeviction")
      refuse(
        place,
        `its maxmemory-policy is ${policy}: it would forget devices when it is full`,
        setting,
        "set maxmemory-policy noeviction in redis.conf",
      );
  }
  const schema = replyMaybe(await store.run(settleSchema, [schemaKey(store)], [SCHEMA]), replyNumber) ?? SCHEMA;
  if (schema > SCHEMA)
    refuse(
      place,
      `a later release has written schema ${schema}, this one knows ${SCHEMA}`,
      setting,
      "run that release, or use another --redis-prefix",
    );
  return schema;
}

/** Once every node can read it [CL-16]. Answers what the store is written by now. */
export async function raiseSchema(store: RedisStore, to: number): Promise<number> {
  return replyNumber(await store.run(raise, [schemaKey(store)], [Math.min(to, SCHEMA)]));
}

const NO_INFO = "let the Redis user run INFO (docs/examples/redis-users.conf)";

function refuse(place: string, reason: string, setting: string, step: string): never {
  throw new RedisOpenError(`cannot use Redis at ${place}: ${reason}; ${setting}; do: ${step}`);
}
