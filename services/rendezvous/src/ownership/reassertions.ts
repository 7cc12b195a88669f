import { peerId } from "@fairlead/base";
import type { LocatedPeer, PeerLocations, ReassertResult } from "@fairlead/cluster";
import type { NodeRef } from "@fairlead/wire";
import type { DepartedPeer } from "../presence/departed-peers.ts";
import type { Presence } from "../presence/presence.ts";
import type { PresentPeer } from "../presence/present-peer.ts";
import { identityOf, locationOf } from "./claims.ts";
import type { Findings } from "./findings.ts";
import type { Lives } from "./lives.ts";
import { LOCATION } from "./location-marks.ts";
import { OneAtATime } from "./one-at-a-time.ts";
import type { OwnershipMetrics } from "./ownership-metrics.ts";
import { PlaceCursor } from "./place-cursor.ts";
import type { Releases } from "./releases.ts";
import type { StoreState } from "./store-state.ts";

/** [CL-13] [CL-7] */
const STORE_CHANGED_PER_SECOND = 2000;
const REBORN_PER_SECOND = 5000;
export const STEPS_PER_SECOND = 10;
/** A claim that a failed-over store may have lost is no older: locations are refreshed every 5 minutes. */
const RECENT_MS = 6 * 60_000;

export interface ReassertionParts {
  readonly locations: PeerLocations;
  readonly presence: Presence;
  readonly lives: Lives;
  readonly store: StoreState;
  readonly findings: Findings;
  readonly releases: Releases;
  readonly metrics: OwnershipMetrics;
  /** Another node holds it now, or the store has the id with another uuid. */
  elsewhere(peer: PresentPeer): void;
  disowned(peer: PresentPeer): void;
}

/**
 * Writes again what the store may have lost, where nothing is: after it was away, failed over or wiped [CL-12] [CL-13], and when this node's lease was lost and all it had
 * written is void [CL-7]. Devices that are here are marked in the presence table; who left lately is written for its identity, and released.
 */
export class Reassertions {
  readonly #parts: ReassertionParts;
  readonly #turn: OneAtATime;
  readonly #unsure: PlaceCursor;
  #departed: readonly (readonly [string, DepartedPeer])[] = [];
  #perSecond = REBORN_PER_SECOND;

  constructor(parts: ReassertionParts) {
    this.#parts = parts;
    this.#turn = new OneAtATime(parts.store);
    this.#unsure = new PlaceCursor(parts.presence.table);
  }

  /** Nothing is left to be written again. */
  get idle(): boolean {
    return this.#departed.length === 0 && this.#parts.presence.table.marks.count(LOCATION.unsure) === 0;
  }

  storeChanged(): void {
    const { presence } = this.#parts;
    this.#perSecond = STORE_CHANGED_PER_SECOND;
    presence.table.marks.turn(LOCATION.written, LOCATION.unsure);
    this.#departed = presence.departedWithin(RECENT_MS);
  }

  reborn(before: NodeRef): void {
    const { presence, lives } = this.#parts;
    if (this.idle) this.#perSecond = REBORN_PER_SECOND;
    lives.lost(before);
    presence.table.marks.turn(LOCATION.written, LOCATION.unsure);
  }

  step(): void {
    if (this.idle || this.#turn.busy || this.#parts.store.room(1) === 0) return;
    const most = this.#perSecond / STEPS_PER_SECOND;
    const peers = this.#unsure.take(LOCATION.unsure, this.#parts.store.away ? 1 : most);
    const owner = this.#parts.lives.self;
    if (peers.length > 0) this.#turn.run(() => this.#write(peers, owner));
    else this.#turn.run(() => this.#writeDeparted(this.#departed.slice(0, most), owner));
  }

  async #write(peers: readonly PresentPeer[], owner: NodeRef): Promise<void> {
    const { locations, lives, presence } = this.#parts;
    const located = peers.map((peer) => ({ ...identityOf(peer), at: locationOf(peer, owner) }));
    const results = await locations.reassert(located, lives.before);
    for (const [index, result] of results.entries()) this.#settle(peers[index] as PresentPeer, owner, result);
    if (presence.table.marks.count(LOCATION.unsure) === 0) lives.settled();
  }

  /** Unless the device has registered again, or left, meanwhile: then its claim or release is the last word. */
  #settle(peer: PresentPeer, owner: NodeRef, result: ReassertResult): void {
    const { presence, lives, metrics, findings, releases } = this.#parts;
    const { marks } = presence.table;
    metrics.reassert(result.kind);
    findings.deliver(peer, result.parked);
    const place = presence.table.placeOf(peer);
    if (presence.find(peer.id) === undefined) return void releases.add(peer.id);
    if (place < 0 || marks.at(place) !== LOCATION.unsure) return;
    if (result.kind === "elsewhere") this.#parts.elsewhere(peer);
    else if (result.kind === "conflict") this.#parts.disowned(peer);
    else if (lives.isSelf(owner)) marks.set(place, LOCATION.written);
  }

  async #writeDeparted(batch: readonly (readonly [string, DepartedPeer])[], owner: NodeRef): Promise<void> {
    const { locations, presence, releases, metrics } = this.#parts;
    const gone = batch.filter(([id]) => presence.find(id) === undefined);
    if (gone.length > 0) {
      const results = await locations.reassert(gone.map(([id, departed]) => locatedWhenItLeft(id, departed, owner)));
      for (const { kind } of results) metrics.reassert(kind);
      for (const [id] of gone) releases.add(id);
    }
    this.#departed = this.#departed.slice(batch.length);
  }
}

function locatedWhenItLeft(id: string, { identity, transport }: DepartedPeer, owner: NodeRef): LocatedPeer {
  const { uuid, pk, registeredIp } = identity;
  const at = { owner, transport, address: { ip: registeredIp, port: 0 } };
  return { id: peerId(id), uuid, pk, registeredIp, at };
}
