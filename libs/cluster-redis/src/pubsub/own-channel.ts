import { type Clock, errorMessage, type Logger } from "@fairlead/base";
import type { NodeRef } from "@fairlead/wire";
import type { RedisStore } from "../connection/redis-store.ts";
import { nodeText } from "./sealed-message.ts";

const RETRY_MS = 1000;

/** Where a node is written to at one of its lives. */
export const channelOf = (store: RedisStore, node: NodeRef): string => store.key(`bus:${nodeText(node)}`);

/** The channel of this node: listened to until it is disposed, tried again while Redis refuses. */
export class OwnChannel implements Disposable {
  readonly #ports: { readonly clock: Clock; readonly logger: Logger };
  readonly #store: RedisStore;
  readonly #channel: string;
  readonly #listener: (payload: Buffer) => void;
  #subscription: Disposable | undefined;
  #retry: Disposable | undefined;
  #ended = false;

  constructor(
    ports: { readonly clock: Clock; readonly logger: Logger },
    store: RedisStore,
    self: NodeRef,
    listener: (payload: Buffer) => void,
  ) {
    this.#ports = ports;
    this.#store = store;
    this.#channel = channelOf(store, self);
    this.#listener = (payload) => {
      if (!this.#ended) listener(payload);
    };
    void this.#listen();
  }

  /** Others can reach it. */
  get open(): boolean {
    return this.#subscription !== undefined;
  }

  [Symbol.dispose](): void {
    this.#ended = true;
    this.#retry?.[Symbol.dispose]();
    this.#subscription?.[Symbol.dispose]();
  }

  async #listen(): Promise<void> {
    try {
      const subscription = await this.#store.subscribe(this.#channel, this.#listener);
      if (this.#ended) subscription[Symbol.dispose]();
      else this.#subscription = subscription;
    } catch (error) {
      this.#ports.logger.warn("bus.not_subscribed", {
        reason: errorMessage(error),
        do: "look at Redis; it is tried again by itself",
      });
      if (!this.#ended) this.#retry = this.#ports.clock.after(RETRY_MS, () => void this.#listen());
    }
  }
}
