import { ExpiringMap } from "@fairlead/base";
import { encodeMessage } from "@fairlead/wire";
import type { RendezvousPorts } from "../ports.ts";
import type { Presence } from "../presence/presence.ts";
import type { PresentPeer } from "../presence/present-peer.ts";
import { LOCATION } from "./location-marks.ts";
import type { OwnershipMetrics } from "./ownership-metrics.ts";

const REQUEST_PK = encodeMessage({ kind: "registerPeerResponse", body: { requestPk: true } });
/** Two machines with one identity would take it from each other without a pause. */
const CLOSED_MS = 30_000;
const MAX_CLOSED = 10_000;

/** The ways in which a registration ends because of what the store says. Its location is not this node's to delete. */
export class Dismissals {
  readonly #ports: RendezvousPorts;
  readonly #presence: Presence;
  readonly #metrics: OwnershipMetrics;
  readonly #closed = new ExpiringMap<string, true>({ capacity: MAX_CLOSED, lifetimeMs: CLOSED_MS });

  constructor(ports: RendezvousPorts, presence: Presence, metrics: OwnershipMetrics) {
    this.#ports = ports;
    this.#presence = presence;
    this.#metrics = metrics;
  }

  /** For whoever finds out. */
  readonly ways = {
    movedAway: (peer: PresentPeer): void => this.#movedAway(peer),
    elsewhere: (peer: PresentPeer): void => this.#elsewhere(peer),
    disowned: (peer: PresentPeer): void => this.#disowned(peer),
  };

  /** A newer registration is elsewhere [CL-10]: a connection that the device has left behind is closed. */
  #movedAway(peer: PresentPeer): void {
    if (!this.#letGo(peer)) return;
    this.#metrics.movedAway.add();
    const nowMs = this.#ports.clock.now();
    if (peer.transport === "udp" || this.#closed.get(peer.id, nowMs) !== undefined) return;
    this.#closed.set(peer.id, true, nowMs);
    peer.channel.close();
  }

  /** The store has it elsewhere and may be wrong [CL-13]: only the device itself can say. */
  #elsewhere(peer: PresentPeer): void {
    if (this.#letGo(peer)) peer.channel.push(REQUEST_PK);
  }

  /** The store has the id with another uuid: read from there, so the device is told when it registers again. */
  #disowned(peer: PresentPeer): void {
    if (!this.#letGo(peer)) return;
    this.#ports.logger.warn("peer.disowned", {
      id: peer.id,
      ip: peer.address.ip,
      reason: `${peer.id} is stored with another machine id than the device that was here by it`,
      setting: "id (device)",
      do: "nothing: the device takes a new id when it registers again",
    });
  }

  /** Memory knows it no more: it may change elsewhere. False when it is not here by this registration. */
  #letGo(peer: PresentPeer): boolean {
    const { table } = this.#presence;
    const place = table.placeOf(peer);
    if (place < 0) return false;
    table.marks.set(place, LOCATION.none);
    this.#presence.forget(peer.id);
    return true;
  }
}
