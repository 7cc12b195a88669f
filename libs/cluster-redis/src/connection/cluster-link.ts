import { Cluster, type ClusterOptions, type Redis } from "ioredis";
import { hashSlot } from "./hash-slot.ts";
import type { RedisCall, RedisReply } from "./redis-call.ts";
import {
  asRedisWords,
  type BytesListener,
  type LinkState,
  pipelineOn,
  type RedisLink,
  type SubscriberLink,
} from "./redis-link.ts";
import type { RedisPlace } from "./redis-url.ts";

type NodeOptions = NonNullable<ClusterOptions["redisOptions"]>;
export interface ClusterLinkOptions extends Omit<ClusterOptions, "redisOptions"> {
  readonly redisOptions: Omit<NodeOptions, "replyMapping">;
}

/** The slot is elsewhere, or on its way: nothing was done. */
const MOVED = /^(MOVED|ASK|TRYAGAIN) /;

/** All masters of a Redis Cluster. Slots that moved are followed; a command whose connection was lost is not sent again. */
export class ClusterLink implements RedisLink {
  readonly #cluster: Cluster;

  constructor(places: readonly RedisPlace[], options: ClusterLinkOptions) {
    this.#cluster = new Cluster([...places], options);
    this.#cluster.on("-node", () => this.#cluster.refreshSlotsCache());
  }

  get state(): LinkState {
    return this.#cluster.status === "ready" ? "up" : "down";
  }

  async call({ words }: RedisCall): Promise<RedisReply> {
    const [name = "", ...args] = asRedisWords(words);
    return (await this.#cluster.callBuffer(String(name), args)) as RedisReply;
  }

  /** ioredis refuses a pipeline over several masters: one for each, side by side [CL-9]. */
  async pipeline(calls: readonly RedisCall[]): Promise<readonly (RedisReply | Error)[]> {
    const answers = new Array<RedisReply | Error>(calls.length).fill(new Error("no master has this key"));
    const groups = [...Map.groupBy(calls.keys(), (at) => this.#masterOf(calls[at]))];
    const follow = async (at: number, call: RedisCall): Promise<void> => {
      answers[at] = await this.call(call).catch((error: Error) => error);
    };
    await Promise.all(
      groups.map(async ([master, places]) => {
        const group = places.map((at) => calls[at] as RedisCall);
        const replies = master === undefined ? group.map(() => new Error("MOVED ")) : await pipelineOn(master, group);
        await Promise.all(
          places.map(async (at, index) => {
            const reply = replies[index] ?? null;
            answers[at] = reply;
            if (reply instanceof Error && MOVED.test(reply.message)) await follow(at, group[index] as RedisCall);
          }),
        );
      }),
    );
    return answers;
  }

  masters(): readonly Redis[] {
    return this.#cluster.nodes("master");
  }

  oneForEachMaster(keys: readonly string[]): readonly string[] {
    const owner = (key: string): string | undefined => this.#cluster.slots[hashSlot(key)]?.[0];
    return [...Map.groupBy(keys, owner).values()].map((group) => group[0] as string);
  }

  watch(listener: (state: LinkState, error?: Error) => void): void {
    this.#cluster.on("ready", () => listener(this.state));
    this.#cluster.on("close", () => listener("down"));
    this.#cluster.on("error", (error: Error) => listener(this.state, error));
    this.#cluster.on("node error", (error: Error) => listener(this.state, error));
  }

  openSubscriber(): SubscriberLink {
    const cluster = this.#cluster;
    return {
      listen: (listener: BytesListener) => {
        cluster.on("messageBuffer", (channel: Buffer, payload: Buffer) => listener(channel.toString("utf8"), payload));
      },
      subscribe: (channel) => cluster.subscribe(channel),
      unsubscribe: (channel) => cluster.unsubscribe(channel),
      [Symbol.dispose]: () => undefined,
    };
  }

  [Symbol.dispose](): void {
    this.#cluster.disconnect();
  }

  #masterOf(call: RedisCall | undefined): Redis | undefined {
    const nodeKey = call?.key === undefined ? undefined : this.#cluster.slots[hashSlot(call.key)]?.[0];
    return this.masters().find((redis) => `${redis.options.host}:${redis.options.port}` === nodeKey);
  }
}
