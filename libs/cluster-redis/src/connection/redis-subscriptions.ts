import { errorMessage } from "@fairlead/base";
import { StoreUnavailableError } from "@fairlead/cluster";
import type { SubscriberLink } from "./redis-link.ts";

type Listener = (payload: Buffer) => void;

/** Who listens to which channel, on a connection that is opened with the first of them. */
export class RedisSubscriptions implements Disposable {
  readonly #open: () => SubscriberLink;
  readonly #listeners = new Map<string, Set<Listener>>();
  #link: SubscriberLink | undefined;

  constructor(open: () => SubscriberLink) {
    this.#open = open;
  }

  async add(channel: string, listener: Listener): Promise<AsyncDisposable> {
    const link = this.#opened();
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners);
    listeners.add(listener);
    const remove = async (): Promise<void> => this.#remove(channel, listener);
    try {
      await link.subscribe(channel);
    } catch (cause) {
      await remove();
      throw new StoreUnavailableError(`cannot listen to Redis: ${errorMessage(cause)}`, { cause });
    }
    return { [Symbol.asyncDispose]: remove };
  }

  [Symbol.dispose](): void {
    this.#listeners.clear();
    this.#link?.[Symbol.dispose]();
  }

  #opened(): SubscriberLink {
    if (this.#link === undefined) {
      this.#link = this.#open();
      this.#link.listen((channel, payload) => {
        for (const listener of this.#listeners.get(channel) ?? []) listener(payload);
      });
    }
    return this.#link;
  }

  async #remove(channel: string, listener: Listener): Promise<void> {
    const listeners = this.#listeners.get(channel);
    if (listeners?.delete(listener) !== true || listeners.size > 0) return;
    this.#listeners.delete(channel);
    await this.#link?.unsubscribe(channel).catch(() => undefined);
  }
}
