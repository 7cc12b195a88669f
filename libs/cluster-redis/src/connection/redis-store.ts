import { errorMessage, withDeadline } from "@fairlead/base";
import { StoreUnavailableError } from "@fairlead/cluster";
import type { Redis } from "ioredis";
import type { ConnectionWatch } from "./connection-watch.ts";
import { type RedisCall, type RedisReply, type RedisScript, type RedisWord, scriptCall } from "./redis-call.ts";
import type { RedisLink } from "./redis-link.ts";
import type { RedisMetrics, RedisOutcome } from "./redis-metrics.ts";
import type { RedisSettings } from "./redis-settings.ts";
import { RedisSubscriptions } from "./redis-subscriptions.ts";
import type { StoreEvent, StoreHistory } from "./store-history.ts";
import type { StorePorts } from "./store-ports.ts";

/** Rounds of a batch: once, again where the script is unknown or a slot moved, and once more. */
const ROUNDS = 3;

export interface RedisStoreParts {
  readonly link: RedisLink;
  readonly metrics: RedisMetrics;
  readonly watch: ConnectionWatch;
  readonly history: StoreHistory;
  /** For people: where it is. */
  readonly place: string;
}

/**
 * Redis as the adapters see it [CL-17]. Whatever does not answer in time, or not with what was asked, is a `StoreUnavailableError`; a write that failed so may have been
 * done or may be done yet. Nothing is sent twice.
 */
export class RedisStore implements AsyncDisposable {
  readonly #ports: StorePorts;
  readonly #settings: RedisSettings;
  readonly #parts: RedisStoreParts;
  readonly #subscriptions: RedisSubscriptions;
  #waiting = 0;
  #complaint: string | undefined;
  #closed = false;

  constructor(ports: StorePorts, settings: RedisSettings, parts: RedisStoreParts) {
    this.#ports = ports;
    this.#settings = settings;
    this.#parts = parts;
    this.#subscriptions = new RedisSubscriptions(() => parts.link.openSubscriber());
  }

  /** With the prefix, which stands before the hash tag. */
  key(text: string): string {
    return this.#settings.prefix + text;
  }

  /** One trip. Keys come from `key`. */
  run(script: RedisScript, keys: readonly string[], args: readonly RedisWord[] = []): Promise<RedisReply> {
    return this.ask(scriptCall(script, keys, args));
  }

  /** One command that has its key as first argument, or none. */
  command(name: string, ...args: readonly RedisWord[]): Promise<RedisReply> {
    const key = typeof args[0] === "string" ? args[0] : undefined;
    return this.ask({ name: name.toLowerCase(), words: [name, ...args], key });
  }

  ask(call: RedisCall): Promise<RedisReply> {
    return this.#within(this.#settings.commandTimeoutMs, [call], () => this.#askOnce(call));
  }

  /** One trip to each master, side by side, repeated where a slot has moved [CL-9]. Rejects when any call fails; the others may have been done. */
  async batch(calls: readonly RedisCall[]): Promise<readonly RedisReply[]> {
    if (calls.length === 0) return [];
    return this.#within(this.#settings.batchTimeoutMs, calls, () => this.#batchOnce(calls));
  }

  /** Bytes to whoever subscribes now; at most once. `channel` comes from `key`. */
  async publish(channel: string, payload: Uint8Array): Promise<void> {
    await this.command("publish", channel, payload);
  }

  /** Resolves when it listens. After a lost connection it listens again by itself; what was said meanwhile is lost. */
  subscribe(channel: string, listener: (payload: Buffer) => void): Promise<Disposable> {
    return this.#subscriptions.add(channel, listener);
  }

  /** Each master, for what is asked of each: `SCAN`, `INFO`. Their calls have no deadline of ours. */
  masters(): readonly Redis[] {
    return this.#parts.link.masters();
  }

  /** Changes when another history is behind the store: failed over, restarted, wiped [CL-13]. At most `pulseMs` old. */
  storeId(): string {
    return this.#parts.history.id;
  }

  /** `back`: the connection was lost and is up again. `history`: `storeId` has changed. */
  watch(listener: (event: StoreEvent) => void): Disposable {
    return this.#parts.history.watch(listener);
  }

  /** What is wrong, for the operator; `undefined` when the last call was answered and the connection is up. */
  complaint(): string | undefined {
    if (this.#parts.watch.isUp) return this.#complaint;
    return `Redis at ${this.#parts.place} does not answer: ${this.#parts.watch.reason}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#parts.watch.close();
    this.#parts.history[Symbol.dispose]();
    this.#subscriptions[Symbol.dispose]();
    this.#parts.link[Symbol.dispose]();
  }

  async #askOnce(call: RedisCall): Promise<RedisReply> {
    try {
      return await this.#parts.link.call(call);
    } catch (error) {
      if (!isUnknownScript(error) || call.plain === undefined) throw error;
      return await this.#parts.link.call({ ...call, words: call.plain });
    }
  }

  async #batchOnce(calls: readonly RedisCall[]): Promise<readonly RedisReply[]> {
    const answers = [...(await this.#parts.link.pipeline(calls))];
    for (let round = 1; round < ROUNDS; round += 1) {
      const unknown = [...calls.keys()].filter((at) => isUnknownScript(answers[at]));
      if (unknown.length === 0) break;
      const again = unknown.map((at) => asPlain(calls[at] as RedisCall));
      const replies = await this.#parts.link.pipeline(again);
      for (const [index, at] of unknown.entries()) answers[at] = replies[index] ?? null;
    }
    const failure = answers.find((answer) => answer instanceof Error);
    if (failure !== undefined) throw failure;
    return answers as RedisReply[];
  }

  async #within<T>(timeoutMs: number, calls: readonly RedisCall[], work: () => Promise<T>): Promise<T> {
    if (this.#closed) throw this.#failed(calls, "refused", "it was closed");
    if (this.#waiting + calls.length > this.#settings.maxWaiting)
      throw this.#failed(calls, "refused", "too many calls wait for it");
    this.#waiting += calls.length;
    const running = this.#whenUp(work).finally(() => {
      this.#waiting -= calls.length;
    });
    try {
      const answer = await withDeadline(this.#ports.clock, timeoutMs, this.#parts.metrics.timed(running));
      this.#complaint = undefined;
      for (const call of calls) this.#parts.metrics.count(call.name, "answered");
      return answer;
    } catch (error) {
      const isLate = error instanceof DOMException;
      const reason = isLate ? `no answer within ${timeoutMs} ms` : errorMessage(error);
      throw this.#failed(calls, isLate ? "late" : "failed", reason, error);
    }
  }

  /** What waits for the connection counts as waiting too. */
  async #whenUp<T>(work: () => Promise<T>): Promise<T> {
    if (!(await this.#parts.watch.up())) throw new Error(this.#parts.watch.reason);
    return work();
  }

  #failed(calls: readonly RedisCall[], outcome: RedisOutcome, reason: string, cause?: unknown): StoreUnavailableError {
    for (const call of calls) this.#parts.metrics.count(call.name, outcome);
    this.#complaint = `Redis at ${this.#parts.place} does not serve: ${reason}`;
    this.#ports.logger.warn("redis.unavailable", { reason: this.#complaint, command: calls[0]?.name, outcome });
    return new StoreUnavailableError(this.#complaint, { cause });
  }
}

const isUnknownScript = (answer: unknown): boolean => answer instanceof Error && answer.message.startsWith("NOSCRIPT");
const asPlain = (call: RedisCall): RedisCall => ({ ...call, words: call.plain ?? call.words });
