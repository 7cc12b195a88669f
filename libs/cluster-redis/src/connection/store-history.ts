import { createHash } from "node:crypto";
import { errorMessage, withDeadline } from "@fairlead/base";
import { BUCKETS, generationKey } from "../device-keys.ts";
import { keyCall, type RedisReply } from "./redis-call.ts";
import { readInfo } from "./redis-info.ts";
import type { RedisLink } from "./redis-link.ts";
import type { RedisMetrics } from "./redis-metrics.ts";
import type { RedisSettings } from "./redis-settings.ts";
import type { StorePorts } from "./store-ports.ts";

export type StoreEvent = "back" | "history";

/** What tells one history from another. */
interface StoreSigns {
  /** Processes and lines of replication, of all masters. */
  readonly lives: string;
  /** Of one bucket on each master, by its key; empty where none of its devices has registered yet. */
  readonly markers: ReadonlyMap<string, string>;
}

/**
 * Knows when what is behind the connection is not what was there before [CL-13]: another process, another line of replication, or data that was wiped. Asks every master
 * for its `INFO`, and for the marker of one bucket it has, every two seconds; that is all it costs.
 */
export class StoreHistory implements Disposable {
  readonly #ports: StorePorts;
  readonly #settings: RedisSettings;
  readonly #link: RedisLink;
  readonly #metrics: RedisMetrics;
  readonly #listeners = new Set<(event: StoreEvent) => void>();
  readonly #timer: Disposable;
  #id = "";
  #signs: StoreSigns | undefined;
  #reading: Promise<void> | undefined;

  constructor(ports: StorePorts, settings: RedisSettings, link: RedisLink, metrics: RedisMetrics) {
    this.#ports = ports;
    this.#settings = settings;
    this.#link = link;
    this.#metrics = metrics;
    this.#timer = ports.clock.every(settings.pulseMs, () => void this.read());
  }

  get id(): string {
    return this.#id;
  }

  watch(listener: (event: StoreEvent) => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => this.#listeners.delete(listener) };
  }

  /** The connection is up again: told at once, whatever the history. */
  async reconnected(): Promise<void> {
    if (this.#id === "") return;
    await this.read();
    this.#tell("back");
  }

  /** Never rejects; one at a time. */
  read(): Promise<void> {
    this.#reading ??= this.#readOnce().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
    this.#listeners.clear();
  }

  async #readOnce(): Promise<void> {
    if (this.#link.state === "down") return;
    try {
      const work = Promise.all([this.#lives(), this.#markers()]);
      const [lives, markers] = await withDeadline(this.#ports.clock, this.#settings.commandTimeoutMs, work);
      this.#isNow({ lives: lives.join(), markers });
    } catch (error) {
      this.#ports.logger.debug("redis.pulse.failed", { reason: errorMessage(error) });
    }
  }

  async #lives(): Promise<string[]> {
    const infos = await Promise.all(this.#link.masters().map((master) => master.info()));
    return infos
      .map(readInfo)
      .map((info) => `${info.get("run_id")}/${info.get("master_replid")}`)
      .sort();
  }

  /** Of one bucket on each master: whoever wipes a master wipes it too. */
  async #markers(): Promise<ReadonlyMap<string, string>> {
    const all = Array.from({ length: BUCKETS }, (_, bucket) => this.#settings.prefix + generationKey(bucket));
    const keys = this.#link.oneForEachMaster(all);
    const replies = await this.#link.pipeline(keys.map((key) => keyCall("get", key)));
    return new Map(keys.map((key, at) => [key, generationText(replies[at] ?? null)]));
  }

  #isNow(signs: StoreSigns): void {
    const before = this.#signs;
    this.#signs = signs;
    if (before !== undefined && isContinued(before, signs)) return;
    this.#id = idOf(signs);
    if (before === undefined) return;
    this.#metrics.historyChanged();
    this.#ports.logger.warn("redis.history.changed", { reason: "Redis was restarted, wiped or failed over" });
    this.#tell("history");
  }

  #tell(event: StoreEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

/** The last word of a marker; what comes before says how it came about. */
function generationText(reply: RedisReply | Error): string {
  if (reply instanceof Error) throw reply;
  return Buffer.isBuffer(reply) ? (reply.toString("utf8").split(" ").at(-1) ?? "") : "";
}

/** A marker that is there for the first time is a bucket's first device, and nothing was lost. */
function isContinued(before: StoreSigns, now: StoreSigns): boolean {
  if (before.lives !== now.lives || before.markers.size !== now.markers.size) return false;
  return [...now.markers].every(([key, text]) => before.markers.get(key) === "" || before.markers.get(key) === text);
}

function idOf({ lives, markers }: StoreSigns): string {
  const text = `${lives} ${[...markers.values()].join()}`;
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
