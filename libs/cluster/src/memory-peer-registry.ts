import type { PeerId } from "@fairlead/base";
import { StoreUnavailableError } from "./errors.ts";
import type { ClaimResult, PeerIdentity, PeerRegistry, RenameRequest, RenameResult } from "./peer-registry.ts";

export interface MemoryPeerRegistrySettings {
  /** Claims of new ids beyond this fail as an unavailable store would: nobody is forgotten for a newcomer. */
  readonly maxPeers: number;
}

/** Identities that end with the process. Each call is one step of the event loop, so claims of one id cannot interleave. */
export class MemoryPeerRegistry implements PeerRegistry {
  readonly #settings: MemoryPeerRegistrySettings;
  readonly #peers = new Map<PeerId, PeerIdentity>();

  constructor(settings: MemoryPeerRegistrySettings = { maxPeers: 1_000_000 }) {
    this.#settings = settings;
  }

  async claim(identity: PeerIdentity): Promise<ClaimResult> {
    const stored = this.#peers.get(identity.id);
    if (stored === undefined) return this.#create(identity);
    if (!sameBytes(stored.uuid, identity.uuid)) return { kind: "conflict" };
    if (sameBytes(stored.pk, identity.pk) && stored.registeredIp === identity.registeredIp)
      return { kind: "unchanged" };
    this.#peers.set(identity.id, copyOf(identity));
    return { kind: "updated", previous: copyOf(stored) };
  }

  async rename({ oldId, newId, uuid }: RenameRequest): Promise<RenameResult> {
    const old = this.#peers.get(oldId);
    const taken = this.#peers.get(newId);
    if (old === undefined) return renamedBefore(taken, uuid);
    if (!sameBytes(old.uuid, uuid)) return { kind: "uuidMismatch" };
    if (taken !== undefined) return { kind: "taken" };
    const identity = { ...old, id: newId };
    this.#peers.delete(oldId);
    this.#peers.set(newId, identity);
    return { kind: "renamed", identity: copyOf(identity) };
  }

  async find(id: PeerId): Promise<PeerIdentity | undefined> {
    const stored = this.#peers.get(id);
    return stored === undefined ? undefined : copyOf(stored);
  }

  async findMany(ids: readonly PeerId[]): Promise<ReadonlyMap<PeerId, PeerIdentity>> {
    const found = new Map<PeerId, PeerIdentity>();
    for (const id of ids) {
      const stored = this.#peers.get(id);
      if (stored !== undefined) found.set(id, copyOf(stored));
    }
    return found;
  }

  #create(identity: PeerIdentity): ClaimResult {
    if (this.#peers.size >= this.#settings.maxPeers) throw new StoreUnavailableError("the memory registry is full");
    this.#peers.set(identity.id, copyOf(identity));
    return { kind: "created" };
  }
}

/** The first answer was lost and the same request comes again. */
function renamedBefore(taken: PeerIdentity | undefined, uuid: Uint8Array): RenameResult {
  if (taken === undefined || !sameBytes(taken.uuid, uuid)) return { kind: "unknown" };
  return { kind: "renamed", identity: copyOf(taken) };
}

/** Callers hand in bytes of a received frame, whose buffer is larger and not theirs to keep. */
function copyOf(identity: PeerIdentity): PeerIdentity {
  return { ...identity, uuid: Uint8Array.from(identity.uuid), pk: Uint8Array.from(identity.pk) };
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
