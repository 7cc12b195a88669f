import type { Redis } from "ioredis";
import type { RedisCall, RedisReply, RedisWord } from "./redis-call.ts";

export type LinkState = "up" | "down";
export type BytesListener = (channel: string, payload: Buffer) => void;

/** A connection to one master, or to all of a Redis Cluster. Calls fail with whatever ioredis throws; nothing is sent twice by itself. */
export interface RedisLink extends Disposable {
  readonly state: LinkState;
  /** To the master that has the key. */
  call(call: RedisCall): Promise<RedisReply>;
  /** All at once, a pipeline for each master [CL-9]; a failed call is an Error at its place. */
  pipeline(calls: readonly RedisCall[]): Promise<readonly (RedisReply | Error)[]>;
  /** Whom to ask what is asked of each. */
  masters(): readonly Redis[];
  /** Of these keys, one that each master has. */
  oneForEachMaster(keys: readonly string[]): readonly string[];
  /** Hears of each change of `state`, and of connection errors. */
  watch(listener: (state: LinkState, error?: Error) => void): void;
  /** A connection for subscriptions alone. */
  openSubscriber(): SubscriberLink;
}

export interface SubscriberLink extends Disposable {
  listen(listener: BytesListener): void;
  subscribe(channel: string): Promise<unknown>;
  unsubscribe(channel: string): Promise<unknown>;
}

/** ioredis takes buffers, not other byte arrays. */
export function asRedisWords(words: readonly RedisWord[]): (string | number | Buffer)[] {
  return words.map((word) =>
    word instanceof Uint8Array && !Buffer.isBuffer(word)
      ? Buffer.from(word.buffer, word.byteOffset, word.byteLength)
      : word,
  ) as (string | number | Buffer)[];
}

/** In one write; answers in the order of the calls. */
export async function pipelineOn(redis: Redis, calls: readonly RedisCall[]): Promise<readonly (RedisReply | Error)[]> {
  const pipeline = redis.pipeline();
  for (const call of calls) {
    const [name = "", ...args] = asRedisWords(call.words);
    pipeline.callBuffer(String(name), args);
  }
  const results = await pipeline.exec();
  return calls.map((_, at) => {
    const [error, reply] = results?.[at] ?? [new Error("the pipeline was not run"), null];
    return error ?? (reply as RedisReply);
  });
}
