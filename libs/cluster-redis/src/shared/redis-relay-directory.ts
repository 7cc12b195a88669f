import { type Clock, errorMessage, type Logger, type RelayName } from "@fairlead/base";
import { type RelayDirectory, RelayList, type RelayView } from "@fairlead/cluster";
import type { RedisReply } from "../connection/redis-call.ts";
import { replyList, replyText } from "../connection/redis-reply.ts";
import type { RedisStore } from "../connection/redis-store.ts";
import { FreshAdverts, type ReadAdvert } from "./fresh-adverts.ts";
import { nameInField, readRelayAdvert } from "./relay-advert-text.ts";
import { relaysScript } from "./relay-scripts.ts";

const POLL_EVERY_MS = 1000;

export interface RelayDirectoryPorts {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The operator's own relays, and those that advertise themselves in Redis, read once a second; the last list stays while Redis is silent [CL-31]. */
export class RedisRelayDirectory implements RelayDirectory, Disposable {
  readonly #store: RedisStore;
  readonly #ports: RelayDirectoryPorts;
  readonly #list: RelayList;
  readonly #fresh = new FreshAdverts();
  readonly #timer: Disposable;
  #reading: Promise<void> | undefined;

  constructor(store: RedisStore, ports: RelayDirectoryPorts, names: readonly RelayName[] = []) {
    this.#store = store;
    this.#ports = ports;
    this.#list = new RelayList(names);
    this.#timer = ports.clock.every(POLL_EVERY_MS, () => void this.look());
    void this.look();
  }

  snapshot(): readonly RelayView[] {
    return this.#list.views;
  }

  judge(name: RelayName, serving: boolean): void {
    this.#list.judge(name, serving);
  }

  replace(names: readonly RelayName[]): void {
    this.#list.configure(names);
  }

  /** Reads what relays say now. Never rejects; one at a time. */
  look(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
  }

  async #read(): Promise<void> {
    try {
      const reply = await this.#store.run(relaysScript, [this.#store.key("relay:{r}")]);
      this.#list.hear(this.#fresh.read(readAdverts(replyList(reply)), this.#ports.clock.now()));
    } catch (error) {
      this.#fresh.silent();
      this.#ports.logger.debug("relays.unread", { reason: errorMessage(error) });
    }
  }
}

function readAdverts(parts: readonly RedisReply[]): readonly ReadAdvert[] {
  const adverts: ReadAdvert[] = [];
  for (let at = 0; at < parts.length; at += 3) {
    const [field = "", written = "", text = ""] = parts.slice(at, at + 3).map(replyText);
    const advert = readRelayAdvert(nameInField(field), text);
    adverts.push({ field, writtenMs: Number(written), word: `${written} ${text}`, advert });
  }
  return adverts;
}
