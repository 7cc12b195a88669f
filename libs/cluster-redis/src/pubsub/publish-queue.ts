import { BoundedQueue, type DropCounter } from "@fairlead/base";
import { keyCall, type RedisCall } from "../connection/redis-call.ts";
import type { RedisStore } from "../connection/redis-store.ts";

/** What one trip takes. */
const MAX_BATCH = 64;

/** Messages on their way to Redis: in order, one trip at a time, bounded. What a failed trip carried is lost, or was delivered; it is not sent twice. */
export class PublishQueue {
  readonly #store: RedisStore;
  readonly #drops: DropCounter;
  readonly #waiting: BoundedQueue<RedisCall>;
  readonly #capacity: number;
  #running: Promise<void> | undefined;

  constructor(store: RedisStore, drops: DropCounter, capacity: number) {
    this.#store = store;
    this.#drops = drops;
    this.#capacity = capacity;
    this.#waiting = new BoundedQueue(capacity);
  }

  get full(): boolean {
    return this.#waiting.size >= this.#capacity;
  }
  /** Something waits or is under way. */
  get busy(): boolean {
    return this.#running !== undefined;
  }

  /** False when full: nothing was taken. */
  push(channel: string, payload: Buffer): boolean {
    if (!this.#waiting.push(keyCall("publish", channel, payload))) return false;
    this.#running ??= this.#run();
    return true;
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // What is pushed in the same turn shares the first trip.
    await Promise.resolve();
    for (let batch = this.#take(); batch.length > 0; batch = this.#take()) {
      try {
        await this.#store.batch(batch);
      } catch {
        // The store has logged and counted why.
        for (const _ of batch) this.#drops.drop("bus_down");
      }
    }
    this.#running = undefined;
  }

  #take(): readonly RedisCall[] {
    const batch: RedisCall[] = [];
    while (batch.length < MAX_BATCH) {
      const call = this.#waiting.shift();
      if (call === undefined) break;
      batch.push(call);
    }
    return batch;
  }
}
