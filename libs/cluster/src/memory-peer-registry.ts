import type { Clock, PeerId } from "@fairlead/base";
import type { NodeRef } from "@fairlead/wire";
import { StoreUnavailableError } from "./errors.ts";
import { MemoryLocations } from "./memory-locations.ts";
import { MemoryStore } from "./memory-store.ts";
import type { PeerIdentity } from "./peer-identity.ts";
import type { LocatedPeer, ParkResult, PeerLocation, PeerLocations, ReassertResult } from "./peer-locations.ts";
import type { ClaimResult, PeerRecord, PeerRegistry, RenameRequest, RenameResult } from "./peer-registry.ts";

export interface MemoryPeerRegistrySettings {
  /** Claims of new ids beyond this fail as an unavailable store would: nobody is forgotten for a newcomer. */
  readonly maxPeers: number;
}

/**
 * Identities and locations that end with the process. One instance is what several nodes of one process share. Each call is one step of the event loop, so claims of one id
 * cannot interleave. Without a clock nothing expires.
 */
export class MemoryPeerRegistry extends MemoryStore implements PeerRegistry, PeerLocations {
  readonly #settings: MemoryPeerRegistrySettings;
  readonly #peers = new Map<PeerId, PeerIdentity>();
  readonly #locations: MemoryLocations;

  constructor(settings: MemoryPeerRegistrySettings = { maxPeers: 1_000_000 }, clock?: Clock) {
    super();
    this.#settings = settings;
    this.#locations = new MemoryLocations(() => clock?.now() ?? 0);
  }

  /** Forgets everything, as a wiped store. */
  wipe(): void {
    for (const id of this.#peers.keys()) this.#forget(id);
  }

  async claim(identity: PeerIdentity, at?: PeerLocation): Promise<ClaimResult> {
    this.reach();
    const result = this.#claimIdentity(identity);
    if (at === undefined || result.kind === "conflict" || result.kind === "healing") return result;
    const ousted = this.#locations.put(identity.id, at);
    const parked = this.#locations.takeParked(identity.id);
    return { ...result, ...(ousted === undefined ? {} : { ousted }), ...(parked.length === 0 ? {} : { parked }) };
  }

  async rename({ oldId, newId, uuid }: RenameRequest): Promise<RenameResult> {
    this.reach();
    const old = this.#peers.get(oldId);
    const taken = this.#peers.get(newId);
    if (old === undefined) return renamedBefore(taken, uuid);
    if (!sameBytes(old.uuid, uuid)) return { kind: "uuidMismatch" };
    if (taken !== undefined && !sameBytes(taken.uuid, uuid)) return { kind: "taken" };
    const identity = { ...old, id: newId };
    this.#forget(oldId);
    this.#peers.set(newId, identity);
    return { kind: "renamed", identity: copyOf(identity) };
  }

  async find(id: PeerId): Promise<PeerRecord | undefined> {
    return (await this.findMany([id])).get(id);
  }

  async findMany(ids: readonly PeerId[]): Promise<ReadonlyMap<PeerId, PeerRecord>> {
    this.reach();
    const found = new Map<PeerId, PeerRecord>();
    for (const id of ids) {
      const stored = this.#peers.get(id);
      const at = this.#locations.get(id);
      if (stored !== undefined) found.set(id, { ...copyOf(stored), ...(at === undefined ? {} : { at }) });
    }
    return found;
  }

  async refresh(ids: readonly PeerId[], owner: NodeRef): Promise<ReadonlySet<PeerId>> {
    this.reach();
    return new Set(ids.filter((id) => !this.#locations.refresh(id, owner)));
  }

  async release(ids: readonly PeerId[], owner: NodeRef): Promise<void> {
    this.reach();
    for (const id of ids) this.#locations.release(id, owner);
  }

  async reassert(peers: readonly LocatedPeer[], lost: readonly NodeRef[] = []): Promise<readonly ReassertResult[]> {
    this.reach();
    return peers.map((peer) => this.#reassertOne(peer, lost));
  }

  async park(id: PeerId, seen: PeerLocation | undefined, request: Uint8Array): Promise<ParkResult> {
    this.reach();
    return this.#locations.park(id, seen, request);
  }

  #claimIdentity(identity: PeerIdentity): ClaimResult {
    const stored = this.#peers.get(identity.id);
    if (stored === undefined) return this.#create(identity);
    if (!sameBytes(stored.uuid, identity.uuid)) return { kind: "conflict" };
    if (sameBytes(stored.pk, identity.pk) && stored.registeredIp === identity.registeredIp)
      return { kind: "unchanged" };
    this.#peers.set(identity.id, copyOf(identity));
    return { kind: "updated", previous: copyOf(stored) };
  }

  #reassertOne({ at, ...identity }: LocatedPeer, lost: readonly NodeRef[]): ReassertResult {
    const stored = this.#peers.get(identity.id);
    if (stored !== undefined && !sameBytes(stored.uuid, identity.uuid)) return { kind: "conflict", parked: [] };
    if (stored === undefined) this.#create(identity);
    const there = this.#locations.get(identity.id);
    const isVoid = there?.owner.slot === at.owner.slot || lost.some((owner) => sameOwner(owner, there?.owner));
    if (there !== undefined && !isVoid) return { kind: "elsewhere", parked: [] };
    this.#peers.set(identity.id, copyOf(identity));
    this.#locations.put(identity.id, at);
    return { kind: "mine", parked: this.#locations.takeParked(identity.id) };
  }

  #create(identity: PeerIdentity): ClaimResult {
    if (this.#peers.size >= this.#settings.maxPeers) throw new StoreUnavailableError("the memory registry is full");
    this.#peers.set(identity.id, copyOf(identity));
    return { kind: "created" };
  }

  #forget(id: PeerId): void {
    this.#peers.delete(id);
    this.#locations.forget(id);
  }
}

/** The first answer was lost and the same request comes again. */
function renamedBefore(taken: PeerIdentity | undefined, uuid: Uint8Array): RenameResult {
  if (taken === undefined || !sameBytes(taken.uuid, uuid)) return { kind: "unknown" };
  return { kind: "renamed", identity: copyOf(taken) };
}

/** Callers hand in bytes of a received frame, whose buffer is larger and not theirs to keep. */
function copyOf({ id, uuid, pk, registeredIp }: PeerIdentity): PeerIdentity {
  return { id, uuid: Uint8Array.from(uuid), pk: Uint8Array.from(pk), registeredIp };
}

const sameOwner = (one: NodeRef, other: NodeRef | undefined): boolean =>
  one.slot === other?.slot && one.epoch === other.epoch;

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
