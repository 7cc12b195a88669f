import type { Clock } from "@fairlead/base";
import { Redis, type RedisOptions } from "ioredis";
import { keepConnected } from "./keep-connected.ts";
import type { RedisCall, RedisReply } from "./redis-call.ts";
import {
  asRedisWords,
  type BytesListener,
  type LinkState,
  pipelineOn,
  type RedisLink,
  type SubscriberLink,
} from "./redis-link.ts";

/** One master, named by its address or by Sentinels. */
export class SingleLink implements RedisLink {
  readonly #redis: Redis;
  readonly #keep: (redis: Redis) => Disposable;
  readonly #kept: Disposable;

  constructor(clock: Clock, retry: (times: number) => number, options: Omit<RedisOptions, "replyMapping">) {
    this.#redis = new Redis({ ...options, retryStrategy: retry });
    this.#keep = (redis) => keepConnected(clock, redis, () => retry(1));
    this.#kept = this.#keep(this.#redis);
  }

  get state(): LinkState {
    return this.#redis.status === "ready" ? "up" : "down";
  }

  async call({ words }: RedisCall): Promise<RedisReply> {
    const [name = "", ...args] = asRedisWords(words);
    return (await this.#redis.callBuffer(String(name), args)) as RedisReply;
  }

  pipeline(calls: readonly RedisCall[]): Promise<readonly (RedisReply | Error)[]> {
    return pipelineOn(this.#redis, calls);
  }

  masters(): readonly Redis[] {
    return [this.#redis];
  }

  oneForEachMaster(keys: readonly string[]): readonly string[] {
    return keys.slice(0, 1);
  }

  watch(listener: (state: LinkState, error?: Error) => void): void {
    this.#redis.on("ready", () => listener(this.state));
    this.#redis.on("close", () => listener("down"));
    this.#redis.on("error", (error: Error) => listener(this.state, error));
  }

  openSubscriber(): SubscriberLink {
    const redis = this.#redis.duplicate({
      enableOfflineQueue: true,
      maxRetriesPerRequest: 1,
      socketTimeout: undefined,
    });
    redis.on("error", () => undefined);
    const kept = this.#keep(redis);
    return {
      listen: (listener: BytesListener) => {
        redis.on("messageBuffer", (channel: Buffer, payload: Buffer) => listener(channel.toString("utf8"), payload));
      },
      subscribe: (channel) => redis.subscribe(channel),
      unsubscribe: (channel) => redis.unsubscribe(channel),
      [Symbol.dispose]: () => kept[Symbol.dispose](),
    };
  }

  [Symbol.dispose](): void {
    this.#kept[Symbol.dispose]();
  }
}
