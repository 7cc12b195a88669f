import type { PeerId } from "@fairlead/base";
import type { NodeRef } from "@fairlead/wire";
import type { ParkResult, PeerLocation } from "./peer-locations.ts";

const LOCATION_MS = 15 * 60_000;
const PARK_MS = 20_000;
const MOST_PARKED = 16;
/** Devices that requests wait for at one time. */
const MOST_AWAITED = 10_000;

interface Placed {
  readonly at: PeerLocation;
  readonly expiresAtMs: number;
}
interface Parked {
  readonly request: Uint8Array;
  readonly expiresAtMs: number;
}

/** Where devices are and what waits for them, in this process. Only devices that are known have entries, and whoever knows them is bounded. */
export class MemoryLocations {
  readonly #now: () => number;
  readonly #places = new Map<PeerId, Placed>();
  readonly #parked = new Map<PeerId, Parked[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  get(id: PeerId): PeerLocation | undefined {
    const placed = this.#places.get(id);
    if (placed === undefined || placed.expiresAtMs > this.#now()) return placed?.at;
    this.#places.delete(id);
    return undefined;
  }

  /** Answers who held it before, if another node did [CL-10]. */
  put(id: PeerId, at: PeerLocation): PeerLocation | undefined {
    const before = this.get(id);
    this.#places.set(id, { at, expiresAtMs: this.#now() + LOCATION_MS });
    return before === undefined || before.owner.slot === at.owner.slot ? undefined : before;
  }

  /** False when it is not this owner's. */
  refresh(id: PeerId, owner: NodeRef): boolean {
    const at = this.get(id);
    if (at === undefined || !isSame(at.owner, owner)) return false;
    this.put(id, at);
    return true;
  }

  release(id: PeerId, owner: NodeRef): void {
    const at = this.get(id);
    if (at !== undefined && isSame(at.owner, owner)) this.#places.delete(id);
  }

  forget(id: PeerId): void {
    this.#places.delete(id);
  }

  takeParked(id: PeerId): Uint8Array[] {
    const entries = this.#live(id);
    this.#parked.delete(id);
    return entries.map(({ request }) => request);
  }

  park(id: PeerId, seen: PeerLocation | undefined, request: Uint8Array): ParkResult {
    const at = this.get(id);
    if (at !== undefined && (seen === undefined || !isSamePlace(at, seen))) return { kind: "moved", at };
    const waiting = this.#live(id);
    if (waiting.length === 0) this.#makeRoom(id);
    if (waiting.length >= MOST_PARKED || this.#parked.size >= MOST_AWAITED) return { kind: "full" };
    const entry = { request: Uint8Array.from(request), expiresAtMs: this.#now() + PARK_MS };
    this.#parked.set(id, [...waiting, entry]);
    return { kind: "parked" };
  }

  #makeRoom(id: PeerId): void {
    this.#parked.delete(id);
    if (this.#parked.size < MOST_AWAITED) return;
    for (const other of this.#parked.keys()) if (this.#live(other).length === 0) this.#parked.delete(other);
  }

  #live(id: PeerId): Parked[] {
    const now = this.#now();
    return (this.#parked.get(id) ?? []).filter(({ expiresAtMs }) => expiresAtMs > now);
  }
}

const isSame = (one: NodeRef, other: NodeRef): boolean => one.slot === other.slot && one.epoch === other.epoch;

function isSamePlace(one: PeerLocation, other: PeerLocation): boolean {
  const { address: a, transport } = one;
  const { address: b } = other;
  return isSame(one.owner, other.owner) && transport === other.transport && a.ip === b.ip && a.port === b.port;
}
