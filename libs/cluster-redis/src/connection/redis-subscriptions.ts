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

  async add(channel: string, listener: Listener): Promise<Disposable> {
    const link = this.#opened();
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners);
    listeners.add(listener);
    const remove = (): void => this.#remove(channel, listener);
    try {
      await link.subscribe(channel);
    } catch (cause) {
      remove();
      throw new StoreUnavailableError(`cannot listen to Redis: ${errorMessage(cause)}`, { cause });
    }
    return { [Symbol.dispose]: remove };
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

  /** Nobody hears anything from here on. Redis is told when it can be, in order with what is subscribed later; nobody waits for that, least of all a process that ends. */
  #remove(channel: string, listener: Listener): void {
    const listeners = this.#listeners.get(channel);
    if (listeners?.delete(listener) !== true || listeners.size > 0) return;
    this.#listeners.delete(channel);
    void this.#link?.unsubscribe(channel).catch(() => undefined);
  }
}
