import { createHash } from "node:crypto";

/** What goes into a command. */
export type RedisWord = string | number | Uint8Array;
/** What comes back: text as bytes, lists as arrays, absence as null. An error reply is thrown, never answered. */
export type RedisReply = Buffer | number | null | readonly RedisReply[];

/** A Lua script. It touches only keys that are given to it, all of one hash tag. */
export interface RedisScript {
  /** A label of metrics. */
  readonly name: string;
  readonly lua: string;
  readonly sha: string;
}

/** One command or one run of a script. `plain` is tried when the server does not know the script. */
export interface RedisCall {
  readonly name: string;
  readonly words: readonly RedisWord[];
  /** What decides the master that is asked. */
  readonly key: string | undefined;
  readonly plain?: readonly RedisWord[] | undefined;
}

export function redisScript(name: string, lua: string): RedisScript {
  return { name, lua, sha: createHash("sha1").update(lua).digest("hex") };
}

export function scriptCall(script: RedisScript, keys: readonly string[], args: readonly RedisWord[]): RedisCall {
  const rest = [keys.length, ...keys, ...args];
  const words = ["evalsha", script.sha, ...rest];
  return { name: script.name, words, key: keys[0], plain: ["eval", script.lua, ...rest] };
}

/** A command whose first argument is its key. */
export function keyCall(name: string, key: string, ...args: readonly RedisWord[]): RedisCall {
  return { name, words: [name, key, ...args], key };
}
