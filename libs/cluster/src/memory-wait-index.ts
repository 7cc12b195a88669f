import { type Clock, ExpiringMap } from "@fairlead/base";
import type { SocketAddress } from "@fairlead/wire";
import { MemoryStore } from "./memory-store.ts";
import type { WaitIndex, WaitPlace } from "./wait-index.ts";

/** Waiting requests of several nodes in one process. */
export class MemoryWaitIndex extends MemoryStore implements WaitIndex {
  readonly #clock: Clock;
  readonly #places = new ExpiringMap<string, WaitPlace>({ capacity: 100_000, lifetimeMs: 40_000 });

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  async put(controlling: SocketAddress, targetId: string, { slot, epoch, entry }: WaitPlace): Promise<void> {
    this.reach();
    for (const target of new Set([targetId, ""]))
      this.#places.set(keyOf(controlling, target), { slot, epoch, entry }, this.#clock.now());
  }

  async find(controlling: SocketAddress, targetId: string): Promise<WaitPlace | undefined> {
    this.reach();
    return this.#places.get(keyOf(controlling, targetId), this.#clock.now());
  }
}

const keyOf = ({ ip, port }: SocketAddress, targetId: string): string => `${ip} ${port} ${targetId}`;
