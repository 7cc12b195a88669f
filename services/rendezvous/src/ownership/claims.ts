import { peerId } from "@fairlead/base";
import type { ClaimFindings, ClaimResult, PeerIdentity, PeerLocation } from "@fairlead/cluster";
import type { NodeRef } from "@fairlead/wire";
import type { RendezvousPorts } from "../ports.ts";
import type { Presence } from "../presence/presence.ts";
import type { PresentPeer } from "../presence/present-peer.ts";
import type { Findings } from "./findings.ts";
import type { Lives } from "./lives.ts";
import { LOCATION } from "./location-marks.ts";
import type { OwnershipMetrics } from "./ownership-metrics.ts";
import { PlaceCursor } from "./place-cursor.ts";
import type { Releases } from "./releases.ts";
import type { StoreState } from "./store-state.ts";

/** Claims on their way at one time, of devices that have their answer already. */
const MAX_ON_THEIR_WAY = 500;
/** 2000 a second, at ten steps a second. */
const MOST_PER_STEP = 200;

export interface ClaimParts {
  readonly ports: RendezvousPorts;
  readonly presence: Presence;
  readonly lives: Lives;
  readonly store: StoreState;
  readonly findings: Findings;
  readonly releases: Releases;
  readonly metrics: OwnershipMetrics;
  /** The store has the id with another uuid. */
  disowned(peer: PresentPeer): void;
  /** The store lost what it had of this id's bucket [CL-12]. */
  healing(): void;
}

/**
 * Writes where devices are [CL-10] [CL-14]. What could not be written stays marked in the presence table, the newest of each device, and is written when the store
 * is back [CL-27].
 */
export class Claims {
  readonly #parts: ClaimParts;
  readonly #due: PlaceCursor;
  #onTheirWay = 0;

  constructor(parts: ClaimParts) {
    this.#parts = parts;
    this.#due = new PlaceCursor(parts.presence.table);
  }

  /** One claim, waited for; `undefined` when the store did not say. */
  async ask(identity: PeerIdentity, at: PeerLocation): Promise<ClaimResult | undefined> {
    const { ports, store, metrics } = this.#parts;
    try {
      const result = await ports.registry.claim(identity, at);
      store.answered();
      metrics.claim(result.kind);
      if (result.kind === "healing") this.#parts.healing();
      return result;
    } catch (error) {
      store.failed(error);
      metrics.claim("failed");
      return undefined;
    }
  }

  /** This device is here and has its answer: its location is to be written, now or when the store is back. */
  write(peer: PresentPeer): void {
    const { presence, store } = this.#parts;
    const place = presence.table.placeOf(peer);
    if (place < 0) return;
    const now = !store.away && this.#onTheirWay < MAX_ON_THEIR_WAY;
    presence.table.marks.set(place, now ? LOCATION.claiming : LOCATION.due);
    if (now) void this.#send(peer);
  }

  /** Sends some of what is due. */
  step(): void {
    const { presence, store } = this.#parts;
    const { marks } = presence.table;
    const most = Math.min(marks.count(LOCATION.due), MOST_PER_STEP, MAX_ON_THEIR_WAY - this.#onTheirWay);
    if (most <= 0) return;
    for (const peer of this.#due.take(LOCATION.due, store.room(most))) {
      marks.set(presence.table.placeOf(peer), LOCATION.claiming);
      void this.#send(peer);
    }
  }

  /** This registration was accepted by a claim of this owner's. */
  accepted(peer: PresentPeer, owner: NodeRef, findings: ClaimFindings): void {
    const { presence, lives } = this.#parts;
    this.#parts.findings.act(peer, findings);
    const here = presence.find(peer.id);
    if (here === undefined) return void this.#parts.releases.add(peer.id);
    const { marks } = presence.table;
    const place = presence.table.placeOf(here);
    if (here === peer) marks.set(place, lives.isSelf(owner) ? LOCATION.written : LOCATION.unsure);
    else if (marks.at(place) === LOCATION.written) marks.set(place, LOCATION.due);
  }

  async #send(peer: PresentPeer): Promise<void> {
    const { lives } = this.#parts;
    const owner = lives.self;
    this.#onTheirWay += 1;
    const result = await this.ask(identityOf(peer), locationOf(peer, owner));
    this.#onTheirWay -= 1;
    if (result === undefined) return this.#turn(peer, LOCATION.due);
    if (result.kind === "conflict") return this.#parts.disowned(peer);
    if (result.kind !== "healing") return this.accepted(peer, owner, result);
    this.#turn(peer, LOCATION.unsure);
  }

  /** Unless a newer registration of the device has sent its own. */
  #turn(peer: PresentPeer, mark: number): void {
    const { table } = this.#parts.presence;
    const place = table.placeOf(peer);
    if (place >= 0 && table.marks.at(place) === LOCATION.claiming) table.marks.set(place, mark);
  }
}

export function identityOf({ id, identity }: PresentPeer): PeerIdentity {
  return { id: peerId(id), uuid: identity.uuid, pk: identity.pk, registeredIp: identity.registeredIp };
}

export function locationOf({ transport, address }: PresentPeer, owner: NodeRef): PeerLocation {
  return { owner, transport, address };
}
