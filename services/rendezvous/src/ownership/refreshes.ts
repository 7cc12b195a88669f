import { type Clock, peerId } from "@fairlead/base";
import type { PeerLocations } from "@fairlead/cluster";
import type { Presence } from "../presence/presence.ts";
import type { PresentPeer } from "../presence/present-peer.ts";
import type { Lives } from "./lives.ts";
import { LOCATION } from "./location-marks.ts";
import { OneAtATime } from "./one-at-a-time.ts";
import type { OwnershipMetrics } from "./ownership-metrics.ts";
import type { StoreState } from "./store-state.ts";

/** [CL-14] Every location is kept for another 15 minutes once in this time. */
const ROUND_MS = 5 * 60_000;
const MAX_BATCH = 1000;

export interface RefreshParts {
  readonly clock: Clock;
  readonly locations: PeerLocations;
  readonly presence: Presence;
  readonly lives: Lives;
  readonly store: StoreState;
  readonly metrics: OwnershipMetrics;
}

/**
 * Goes round the presence table once in 5 minutes, a little every step, and keeps what is written there: no device needs a time of its own, and the store hears of all
 * of them evenly. What turns out to be no longer this node's is to be written again where nothing is [CL-13].
 */
export class Refreshes {
  readonly #parts: RefreshParts;
  readonly #turn: OneAtATime;
  #place = 0;
  /** Places to look at, and what is left of one. */
  #owed = 0;
  #lookedMs: number;

  constructor(parts: RefreshParts) {
    this.#parts = parts;
    this.#turn = new OneAtATime(parts.store);
    this.#lookedMs = parts.clock.now();
  }

  step(): void {
    const { clock, presence, store } = this.#parts;
    const { places } = presence.table;
    const nowMs = clock.now();
    this.#owed = Math.min(places, this.#owed + (places * (nowMs - this.#lookedMs)) / ROUND_MS);
    this.#lookedMs = nowMs;
    if (this.#owed < 1 || this.#turn.busy || store.away) return;
    const peers = this.#next(nowMs);
    if (peers.length > 0) this.#turn.run(() => this.#refresh(peers));
  }

  #next(nowMs: number): readonly PresentPeer[] {
    const { table } = this.#parts.presence;
    const peers: PresentPeer[] = [];
    for (; this.#owed >= 1 && peers.length < MAX_BATCH; this.#owed -= 1) {
      const peer = table.at(this.#place, nowMs);
      if (peer !== undefined && table.marks.at(this.#place) === LOCATION.written) peers.push(peer);
      this.#place = this.#place + 1 < table.places ? this.#place + 1 : 0;
    }
    return peers;
  }

  async #refresh(peers: readonly PresentPeer[]): Promise<void> {
    const { locations, lives, metrics, presence } = this.#parts;
    const { marks } = presence.table;
    const lost = await locations.refresh(
      peers.map(({ id }) => peerId(id)),
      lives.self,
    );
    metrics.refreshed.add(peers.length);
    for (const peer of peers) {
      const place = lost.has(peerId(peer.id)) ? presence.table.placeOf(peer) : -1;
      if (place >= 0 && marks.at(place) === LOCATION.written) marks.set(place, LOCATION.unsure);
    }
  }
}
