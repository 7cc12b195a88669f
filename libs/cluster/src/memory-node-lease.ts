import type { Clock } from "@fairlead/base";
import type { NodeRef } from "@fairlead/wire";
import { StoreUnavailableError } from "./errors.ts";
import type { MemorySharedSettings } from "./memory-shared-settings.ts";
import { MemoryStore } from "./memory-store.ts";
import type { LeaseRenewal, NodeCard, NodeLease, NodeView } from "./node-lease.ts";

const SLOTS = 1024;
const LEASE_MS = 6000;
const LEFT_MS = 45_000;
const HELD_MS = 60_000;

interface Held {
  readonly view: NodeView;
  readonly untilMs: number;
  readonly freeAtMs: number;
}

/** Leases of several nodes in one process: all of them share this one. */
export class MemoryNodeLease extends MemoryStore implements NodeLease {
  readonly #clock: Clock;
  readonly #settings: MemorySharedSettings | undefined;
  readonly #slots = new Map<number, Held>();
  #epochs = 0;
  #storeId = "memory";

  constructor(clock: Clock, settings?: MemorySharedSettings) {
    super();
    this.#clock = clock;
    this.#settings = settings;
  }

  /** Plays a store with another history, such as a replica that was promoted. */
  changeHistory(storeId: string): void {
    this.#storeId = storeId;
  }

  /** Plays a store that lost everything. */
  wipe(): void {
    this.#slots.clear();
  }

  async acquire(card: NodeCard, before?: NodeRef): Promise<NodeRef> {
    this.reach();
    const slot = before !== undefined && this.#isFreeFor(before) ? before.slot : this.#lowestFree();
    if (slot === undefined) throw new StoreUnavailableError(`all ${SLOTS} slots of nodes are taken`);
    this.#epochs += 1;
    const self = { slot, epoch: `epoch-${this.#epochs}` };
    this.#hold(self, card);
    return self;
  }

  async renew(self: NodeRef, card: NodeCard): Promise<LeaseRenewal> {
    this.reach();
    const kind = this.#isHeldBy(self) ? "renewed" : "lost";
    if (kind === "renewed") this.#hold(self, card);
    return { kind, nodes: this.#views(), settingsVersion: this.#settings?.version ?? 0, storeId: this.#storeId };
  }

  async leave(self: NodeRef): Promise<void> {
    this.reach();
    const held = this.#slots.get(self.slot);
    if (held === undefined || !this.#isHeldBy(self)) return;
    const view: NodeView = { ...held.view, state: "left" };
    const nowMs = this.#clock.now();
    this.#slots.set(self.slot, { view, untilMs: nowMs + LEFT_MS, freeAtMs: nowMs + HELD_MS });
  }

  #hold({ slot, epoch }: NodeRef, card: NodeCard): void {
    const untilMs = this.#clock.now() + LEASE_MS;
    this.#slots.set(slot, { view: { ...card, slot, epoch }, untilMs, freeAtMs: untilMs + HELD_MS });
  }

  #isHeldBy({ slot, epoch }: NodeRef): boolean {
    const held = this.#slots.get(slot);
    return held?.view.epoch === epoch && held.untilMs > this.#clock.now() && held.view.state !== "left";
  }

  /** Whoever had the slot last may have it again; a slot that nobody holds is anybody's [CL-8]. */
  #isFreeFor({ slot, epoch }: NodeRef): boolean {
    const held = this.#slots.get(slot);
    return held === undefined || held.view.epoch === epoch || held.freeAtMs <= this.#clock.now();
  }

  #lowestFree(): number | undefined {
    for (let slot = 0; slot < SLOTS; slot += 1) {
      const held = this.#slots.get(slot);
      if (held === undefined || held.freeAtMs <= this.#clock.now()) return slot;
    }
    return undefined;
  }

  #views(): NodeView[] {
    const held = [...this.#slots.values()].filter(({ untilMs }) => untilMs > this.#clock.now());
    return held.map(({ view }) => view).sort((one, other) => one.slot - other.slot);
  }
}
