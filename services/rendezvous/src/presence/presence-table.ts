import { OFFLINE_AFTER_MS } from "@fairlead/protocol";
import { equalsBytes, hashBytes, hashText } from "./id-hash.ts";
import { PlaceMarks } from "./place-marks.ts";
import type { PresentPeer } from "./present-peer.ts";

/** `superseded`: a newer registration is here already. */
export type PutResult = "here" | "superseded" | "full";

const FREE = 0;
const SMALLEST = 1024;

/**
 * The devices that are here, by id. Found by the id bytes of a datagram without making a string: open addressing over typed arrays, linear probing. A device is
 * here while it was seen less than 30 s ago [PR-1], whatever the wall clock does. Bounded; `sweep` takes out who fell silent.
 */
export class PresenceTable {
  /** A device keeps its mark while it is here, also when it registers again. */
  readonly marks = new PlaceMarks();
  readonly #capacity: number;
  readonly #seed: number;
  readonly #onDeparted: (peer: PresentPeer, lastSeenMs: number) => void;
  readonly #onRemoved: (peer: PresentPeer, mark: number) => void;
  /** Place of a peer + 1, or FREE. A power of two long, never more than half full. */
  #slots = new Uint32Array(SMALLEST * 2);
  #hashes = new Uint32Array(SMALLEST);
  #seenMs = new Float64Array(SMALLEST);
  readonly #peers: (PresentPeer | undefined)[] = [];
  readonly #ids: string[] = [];
  readonly #freePlaces: number[] = [];
  #size = 0;

  /** `seed` keeps strangers from choosing ids that collide. `onDeparted` hears of peers that fell silent, `onRemoved` before it of every one that is taken out. */
  constructor(
    capacity: number,
    seed: number,
    onDeparted: (peer: PresentPeer, lastSeenMs: number) => void = () => undefined,
    onRemoved: (peer: PresentPeer, mark: number) => void = () => undefined,
  ) {
    this.#capacity = capacity;
    this.#seed = seed;
    this.#onDeparted = onDeparted;
    this.#onRemoved = onRemoved;
  }

  /** Peers in the table; a few may be silent for 30 s and not yet swept. */
  get size(): number {
    return this.#size;
  }

  /** One more than the highest place in use. */
  get places(): number {
    return this.#peers.length;
  }

  /** The place of the id in these ASCII bytes, or -1. Allocates nothing. */
  placeOfBytes(bytes: Uint8Array, start: number, end: number): number {
    const mask = this.#slots.length - 1;
    const hash = hashBytes(bytes, start, end, this.#seed);
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = (this.#slots[slot] as number) - 1;
      if (place < 0) return -1;
      if (this.#hashes[place] === hash && equalsBytes(this.#ids[place] as string, bytes, start, end)) return place;
    }
  }

  /** The peer at a place if it is here now. */
  at(place: number, nowMs: number): PresentPeer | undefined {
    if (place < 0 || nowMs - (this.#seenMs[place] as number) >= OFFLINE_AFTER_MS) return undefined;
    return this.#peers[place];
  }

  /** Where this very entry is, or -1 when another registration took its place. */
  placeOf(peer: PresentPeer): number {
    const place = this.#placeOf(peer.id);
    return place >= 0 && this.#peers[place] === peer ? place : -1;
  }

  /** What is at a place, seen lately or not. */
  entryAt(place: number): PresentPeer | undefined {
    return this.#peers[place];
  }

  /** Seen now. */
  touch(place: number, nowMs: number): void {
    this.#seenMs[place] = nowMs;
  }

  /** Seen now, if this very entry is still the one; false when another registration took its place. */
  touchPeer(peer: PresentPeer, nowMs: number): boolean {
    const place = this.placeOf(peer);
    if (place < 0) return false;
    this.#seenMs[place] = nowMs;
    return true;
  }

  /** The peer if it is here now. */
  find(id: string, nowMs: number): PresentPeer | undefined {
    return this.at(this.#placeOf(id), nowMs);
  }

  lastSeenMs(id: string): number | undefined {
    const place = this.#placeOf(id);
    return place < 0 ? undefined : this.#seenMs[place];
  }

  /** Puts a peer here, in place of an older registration of its id. */
  put(peer: PresentPeer, nowMs: number): PutResult {
    const known = this.#placeOf(peer.id);
    if (known < 0) return this.#insert(peer, nowMs);
    if ((this.#peers[known]?.arrival ?? 0) > peer.arrival) return "superseded";
    this.#peers[known] = peer;
    this.#seenMs[known] = nowMs;
    return "here";
  }

  /** Takes out this very entry; one that took its place since stays. */
  remove(peer: PresentPeer): boolean {
    const place = this.placeOf(peer);
    if (place < 0) return false;
    this.#removePlace(place);
    return true;
  }

  /** Takes out who has been silent for 30 s. */
  sweep(nowMs: number): void {
    for (let place = 0; place < this.#peers.length; place += 1) {
      const peer = this.#peers[place];
      if (peer === undefined) continue;
      const seenMs = this.#seenMs[place] as number;
      if (nowMs - seenMs < OFFLINE_AFTER_MS) continue;
      this.#removePlace(place);
      this.#onDeparted(peer, seenMs);
    }
  }

  /** Nobody could be heard for so long: it is held against nobody. */
  forgive(ms: number): void {
    for (let place = 0; place < this.#peers.length; place += 1)
      this.#seenMs[place] = (this.#seenMs[place] as number) + ms;
  }

  /** Who is here now, in no order. */
  *peers(nowMs: number): Generator<PresentPeer> {
    for (let place = 0; place < this.#peers.length; place += 1) {
      const peer = this.at(place, nowMs);
      if (peer !== undefined) yield peer;
    }
  }

  #placeOf(id: string): number {
    return (this.#slots[this.#slotOf(id, hashText(id, this.#seed))] as number) - 1;
  }

  /** Where the id is, or the free slot where it would go. */
  #slotOf(id: string, hash: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = (this.#slots[slot] as number) - 1;
      if (place < 0 || (this.#hashes[place] === hash && this.#ids[place] === id)) return slot;
    }
  }

  #insert(peer: PresentPeer, nowMs: number): PutResult {
    if (this.#size >= this.#capacity) return "full";
    const place = this.#freePlaces.pop() ?? this.#peers.length;
    if (place >= this.#hashes.length) this.#grow();
    const hash = hashText(peer.id, this.#seed);
    this.#peers[place] = peer;
    this.#ids[place] = peer.id;
    this.#hashes[place] = hash;
    this.#seenMs[place] = nowMs;
    this.#slots[this.#slotOf(peer.id, hash)] = place + 1;
    this.#size += 1;
    return "here";
  }

  #removePlace(place: number): void {
    const [peer, mark] = [this.#peers[place] as PresentPeer, this.marks.at(place)];
    this.marks.set(place, 0);
    this.#freeSlot(this.#slotOf(this.#ids[place] as string, this.#hashes[place] as number));
    this.#peers[place] = undefined;
    this.#ids[place] = "";
    this.#freePlaces.push(place);
    this.#size -= 1;
    this.#onRemoved(peer, mark);
  }

  /** Moves back what had been pushed past this slot, so that no probe stops short (Knuth 6.4 R). */
  #freeSlot(start: number): void {
    const mask = this.#slots.length - 1;
    let hole = start;
    for (let slot = (hole + 1) & mask; this.#slots[slot] !== FREE; slot = (slot + 1) & mask) {
      const home = (this.#hashes[(this.#slots[slot] as number) - 1] as number) & mask;
      if (((slot - home) & mask) < ((slot - hole) & mask)) continue;
      this.#slots[hole] = this.#slots[slot] as number;
      hole = slot;
    }
    this.#slots[hole] = FREE;
  }

  #grow(): void {
    const length = this.#hashes.length * 2;
    this.#hashes = enlarged(this.#hashes, new Uint32Array(length));
    this.#seenMs = enlarged(this.#seenMs, new Float64Array(length));
    this.#slots = new Uint32Array(length * 2);
    const mask = this.#slots.length - 1;
    for (let place = 0; place < this.#peers.length; place += 1) {
      if (this.#peers[place] === undefined) continue;
      let slot = (this.#hashes[place] as number) & mask;
      while (this.#slots[slot] !== FREE) slot = (slot + 1) & mask;
      this.#slots[slot] = place + 1;
    }
  }
}

function enlarged<T extends Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
