import { type Clock, ExpiringMap, type SessionUuid } from "@fairlead/base";
import type { NodeRef } from "@fairlead/wire";
import { MemoryStore } from "./memory-store.ts";
import type { PairOwners } from "./pair-owners.ts";

/** Owners of pairs, for several relays in one process. */
export class MemoryPairOwners extends MemoryStore implements PairOwners {
  readonly #clock: Clock;
  readonly #owners = new ExpiringMap<SessionUuid, NodeRef>({ capacity: 100_000, lifetimeMs: 30_000 });

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  async claim(uuid: SessionUuid, { slot, epoch }: NodeRef): Promise<NodeRef> {
    this.reach();
    const owner = this.#owners.get(uuid, this.#clock.now());
    if (owner !== undefined) return owner;
    const self = { slot, epoch };
    this.#owners.set(uuid, self, this.#clock.now());
    return self;
  }
}
