import { peerId } from "@fairlead/base";
import type { PeerLocations } from "@fairlead/cluster";
import type { NodeRef } from "@fairlead/wire";
import type { Presence } from "../presence/presence.ts";
import type { PresentPeer } from "../presence/present-peer.ts";
import type { Lives } from "./lives.ts";
import { LOCATION } from "./location-marks.ts";
import { OneAtATime } from "./one-at-a-time.ts";
import type { StoreState } from "./store-state.ts";

const MAX_BATCH = 1000;
const MAX_WAITING = 100_000;

export interface MoveParts {
  readonly locations: PeerLocations;
  readonly presence: Presence;
  readonly lives: Lives;
  readonly store: StoreState;
  /** It is registered with another node now. */
  movedAway(peer: PresentPeer): void;
}

/**
 * Other nodes say that a device has registered with them [CL-10]. The word may be late: the device may have come back since. So nothing is dropped before the store says,
 * in batches, that the location is not this node's any more; what has registered here since it was asked is written again instead.
 */
export class Moves {
  readonly #parts: MoveParts;
  readonly #turn: OneAtATime;
  readonly #said = new Set<string>();

  constructor(parts: MoveParts) {
    this.#parts = parts;
    this.#turn = new OneAtATime(parts.store);
  }

  /** `epoch`: of the registration that is over. One of a lost lease is void anyway. */
  heard(id: string, epoch: string): void {
    const { presence, lives } = this.#parts;
    if (epoch !== lives.self.epoch || presence.find(id) === undefined) return;
    if (this.#said.size < MAX_WAITING) this.#said.add(id);
  }

  /** Somebody has said so, and the store was not asked yet. */
  isDoubted(id: string): boolean {
    return this.#said.has(id);
  }

  step(): void {
    if (this.#said.size === 0 || this.#turn.busy || this.#parts.store.away) return;
    const peers = this.#next();
    if (peers.length > 0) this.#turn.run(() => this.#look(peers, this.#parts.lives.self));
  }

  /** A device whose claim is on its way is where the claim says. */
  #next(): readonly PresentPeer[] {
    const peers: PresentPeer[] = [];
    for (const id of this.#said) {
      if (peers.length >= MAX_BATCH) break;
      this.#said.delete(id);
      const peer = this.#parts.presence.find(id);
      if (peer !== undefined && this.#isWritten(peer)) peers.push(peer);
    }
    return peers;
  }

  async #look(peers: readonly PresentPeer[], self: NodeRef): Promise<void> {
    const ids = peers.map(({ id }) => peerId(id));
    try {
      const lost = await this.#parts.locations.refresh(ids, self);
      for (const peer of peers) if (lost.has(peerId(peer.id))) this.#settle(peer);
    } catch (error) {
      for (const { id } of peers) this.#said.add(id);
      throw error;
    }
  }

  #settle(peer: PresentPeer): void {
    const { presence } = this.#parts;
    if (this.#isWritten(peer)) return void this.#parts.movedAway(peer);
    const newer = presence.find(peer.id);
    if (newer !== undefined && this.#isWritten(newer))
      presence.table.marks.set(presence.table.placeOf(newer), LOCATION.due);
  }

  /** This very registration. */
  #isWritten(peer: PresentPeer): boolean {
    const { table } = this.#parts.presence;
    const place = table.placeOf(peer);
    return place >= 0 && table.marks.at(place) === LOCATION.written;
  }
}
