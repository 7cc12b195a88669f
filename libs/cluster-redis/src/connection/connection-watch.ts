import { type Clock, delay, type Logger } from "@fairlead/base";
import type { LinkState, RedisLink } from "./redis-link.ts";

export interface ConnectionWatchPorts {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Whether the connection is up, why not, and who waits for it [CL-17]. */
export class ConnectionWatch {
  readonly #ports: ConnectionWatchPorts;
  readonly #graceMs: number;
  readonly #listeners = new Set<() => void>();
  #isUp = false;
  #lostAtMs = Number.NEGATIVE_INFINITY;
  #reason = "it was never reached";
  #closed = false;
  #goesUp = Promise.withResolvers<boolean>();

  constructor(ports: ConnectionWatchPorts, link: RedisLink, graceMs: number) {
    this.#ports = ports;
    this.#graceMs = graceMs;
    link.watch((state, error) => this.#noticed(state, error));
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Of the last failure. */
  get reason(): string {
    return this.#reason;
  }

  /** Waits for the connection within the grace since it was lost, no longer. */
  async up(graceMs = this.#graceMs): Promise<boolean> {
    if (this.#isUp) return true;
    const leftMs = this.#lostAtMs + graceMs - this.#ports.clock.now();
    return leftMs > 0 ? this.#upWithin(leftMs) : false;
  }

  /** Waits for the first connection. */
  async first(timeoutMs: number): Promise<boolean> {
    return this.#isUp || this.#upWithin(timeoutMs);
  }

  /** Hears each time the connection is up, the first included. */
  onUp(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Before the connection is ended on purpose: that is no loss. */
  close(): void {
    this.#closed = true;
  }

  async #upWithin(ms: number): Promise<boolean> {
    const over = new AbortController();
    const isUp = await Promise.race([
      this.#goesUp.promise,
      delay(this.#ports.clock, ms, over.signal).then(() => false),
    ]);
    over.abort();
    return isUp;
  }

  #noticed(state: LinkState, error: Error | undefined): void {
    if (error !== undefined) this.#reason = error.message;
    if (state === "up" && !this.#isUp) this.#wentUp();
    if (state === "down" && this.#isUp) this.#wentDown();
  }

  #wentUp(): void {
    this.#isUp = true;
    this.#goesUp.resolve(true);
    this.#ports.logger.info("redis.connected");
    for (const listener of this.#listeners) listener();
  }

  #wentDown(): void {
    this.#isUp = false;
    this.#lostAtMs = this.#ports.clock.now();
    this.#goesUp = Promise.withResolvers<boolean>();
    this.#reason = "the connection was lost";
    if (!this.#closed) this.#ports.logger.warn("redis.lost", { do: "check Redis; it is connected again by itself" });
  }
}
