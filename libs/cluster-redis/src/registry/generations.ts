import { errorMessage } from "@fairlead/base";
import { keyCall, type RedisReply, redisScript, scriptCall } from "../connection/redis-call.ts";
import { replyList, replyMaybe, replyNumber, replyText } from "../connection/redis-reply.ts";
import type { RedisStore } from "../connection/redis-store.ts";
import { BUCKETS, generationKey } from "../device-keys.ts";
import { LUA_NOW } from "./lua-parts.ts";
import type { RegistryPorts } from "./registry-settings.ts";

/** A marker where there is none. Answers the one that is there. Key: marker. Arguments: kind, generation. */
const plantScript = redisScript(
  "plant",
  `${LUA_NOW}
redis.call("SET", KEYS[1], string.format("%s %.0f %s", ARGV[1], now_ms(), ARGV[2]), "NX")
return redis.call("GET", KEYS[1])`,
);

/** A node that notices looks at all markers, at most so often. */
const LOOK_EVERY_MS = 1000;

/**
 * The markers of all buckets, and what this node remembers of them [CL-12]. In a store without any, all are planted as new. Once one is missing where others are, or where
 * this node remembers one, the bucket was wiped.
 */
export class Generations implements Disposable {
  readonly #store: RedisStore;
  readonly #ports: RegistryPorts;
  readonly #plantingMs: number;
  readonly #remembered = new Array<string>(BUCKETS).fill("");
  readonly #watch: Disposable;
  #planted: Promise<void> | undefined;
  #lookedAtMs = Number.NEGATIVE_INFINITY;

  constructor(store: RedisStore, ports: RegistryPorts, plantingMs: number) {
    this.#store = store;
    this.#plantingMs = plantingMs;
    this.#ports = ports;
    this.#watch = store.watch(() => this.#lookAgain());
  }

  /** Resolves when every bucket has a marker; rejects with `StoreUnavailableError`, and begins anew with the next call. */
  ready(): Promise<void> {
    this.#planted ??= this.#plant().catch((error: unknown) => {
      this.#planted = undefined;
      throw error;
    });
    return this.#planted;
  }

  /** The first two arguments of every script that asks whether a bucket heals. */
  argumentsOf(bucket: number): readonly [remembered: string, fresh: string] {
    return [this.#remembered[bucket] ?? "", this.#fresh()];
  }

  /** A bucket was found healing: the others that lost theirs begin now too, so that all are healed at one time. */
  noticed(): void {
    if (this.#ports.clock.now() - this.#lookedAtMs >= LOOK_EVERY_MS) this.#lookAgain();
  }

  [Symbol.dispose](): void {
    this.#watch[Symbol.dispose]();
  }

  #lookAgain(): void {
    this.#lookedAtMs = this.#ports.clock.now();
    this.#planted = undefined;
    this.ready().catch((error: unknown) => {
      this.#ports.logger.debug("redis.markers.unread", { reason: errorMessage(error) });
    });
  }

  async #plant(): Promise<void> {
    const key = (bucket: number): string => this.#store.key(generationKey(bucket));
    const buckets = Array.from({ length: BUCKETS }, (_, bucket) => bucket);
    const time: Parameters<RedisStore["batch"]>[0][number] = { name: "time", words: ["time"], key: key(0) };
    const [now, ...found] = await this.#store.batch([time, ...buckets.map((bucket) => keyCall("get", key(bucket)))]);
    const missing = buckets.filter((bucket) => found[bucket] === null);
    const kind = this.#isNew(found, millisecondsOf(now)) ? "n" : "w";
    if (missing.length > 0)
      this.#ports.logger.warn("redis.markers.planted", { buckets: missing.length, wiped: kind === "w" });
    const planted = await this.#store.batch(
      missing.map((bucket) => scriptCall(plantScript, [key(bucket)], [kind, this.#fresh()])),
    );
    for (const [index, bucket] of missing.entries()) found[bucket] = planted[index] as RedisReply;
    for (const bucket of buckets) this.#remembered[bucket] = replyText(found[bucket]).split(" ").at(-1) ?? "";
  }

  /** Nobody remembers anything, or another node plants it at this moment. */
  #isNew(found: readonly RedisReply[], nowMs: number): boolean {
    if (this.#remembered[0] !== "") return false;
    return found.every((reply) => {
      const [kind, born] = replyMaybe(reply, replyText)?.split(" ") ?? [];
      return kind === undefined || (kind === "n" && nowMs - Number(born) < this.#plantingMs);
    });
  }

  #fresh(): string {
    return this.#ports.random.uint32().toString(36) + this.#ports.random.uint32().toString(36);
  }
}

/** Of an answer to `TIME`. */
function millisecondsOf(reply: RedisReply | undefined): number {
  const [seconds, microseconds] = replyList(reply);
  return replyNumber(seconds) * 1000 + replyNumber(microseconds) / 1000;
}
