import { type Clock, type PeerId, peerId } from "@fairlead/base";
import type { PeerLocations } from "@fairlead/cluster";
import type { Presence } from "../presence/presence.ts";
import type { Lives } from "./lives.ts";
import { OneAtATime } from "./one-at-a-time.ts";
import type { OwnershipMetrics } from "./ownership-metrics.ts";
import type { StoreState } from "./store-state.ts";

const MAX_BATCH = 1000;
/** Beyond this the oldest is left to its expiry. */
const MAX_WAITING = 100_000;

/** A device that was asked away: by then it is elsewhere, or off. */
const KEPT_MS = 45_000;

export interface ReleaseParts {
  readonly clock: Clock;
  readonly locations: PeerLocations;
  readonly presence: Presence;
  readonly lives: Lives;
  readonly store: StoreState;
  readonly metrics: OwnershipMetrics;
}

/** Deletes the locations of devices that are here no more, in batches, where they are still this node's [CL-15]. Kept and tried again while the store is away. */
export class Releases {
  readonly #parts: ReleaseParts;
  readonly #turn: OneAtATime;
  readonly #ids = new Set<string>();
  /** Until when, in this order. */
  readonly #kept = new Map<string, number>();
  #stopped = false;

  constructor(parts: ReleaseParts) {
    this.#parts = parts;
    this.#turn = new OneAtATime(parts.store);
  }

  /** From now on every location stays as it is. */
  stop(): void {
    this.#stopped = true;
    this.#ids.clear();
  }

  add(id: string): void {
    if (this.#stopped) return;
    const oldest = this.#ids.size >= MAX_WAITING ? this.#ids.values().next().value : undefined;
    if (oldest !== undefined) this.#ids.delete(oldest);
    this.#ids.add(id);
  }

  /** Not before its requests have waited for it as long as they may. */
  keep(id: string): void {
    this.#kept.delete(id);
    this.#kept.set(id, this.#parts.clock.now() + KEPT_MS);
  }

  step(): void {
    this.#takeKept(this.#parts.clock.now());
    if (this.#ids.size === 0 || this.#turn.busy) return;
    const ids = this.#next();
    if (ids.length > 0 && this.#parts.store.room(1) > 0) this.#turn.run(() => this.#release(ids));
  }

  #takeKept(nowMs: number): void {
    for (const [id, untilMs] of this.#kept) {
      if (untilMs > nowMs) return;
      this.#kept.delete(id);
      this.add(id);
    }
  }

  /** Who has come back meanwhile keeps its location. */
  #next(): readonly PeerId[] {
    const ids: PeerId[] = [];
    for (const id of this.#ids) {
      if (ids.length >= MAX_BATCH) break;
      if (this.#parts.presence.find(id) === undefined) ids.push(peerId(id));
      else this.#ids.delete(id);
    }
    return ids;
  }

  async #release(ids: readonly PeerId[]): Promise<void> {
    const { locations, lives, metrics } = this.#parts;
    for (const id of ids) this.#ids.delete(id);
    try {
      await Promise.all([lives.self, ...lives.before].map((owner) => locations.release(ids, owner)));
    } catch (error) {
      for (const id of ids) this.add(id);
      throw error;
    }
    metrics.released.add(ids.length);
  }
}
