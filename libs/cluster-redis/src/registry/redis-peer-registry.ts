import type { PeerId } from "@fairlead/base";
import type {
  ClaimResult,
  LocatedPeer,
  ParkResult,
  PeerIdentity,
  PeerLocation,
  PeerLocations,
  PeerRecord,
  PeerRegistry,
  ReassertResult,
  RenameRequest,
  RenameResult,
} from "@fairlead/cluster";
import type { NodeRef } from "@fairlead/wire";
import type { RedisStore } from "../connection/redis-store.ts";
import { Generations } from "./generations.ts";
import { LocationWriter } from "./location-writer.ts";
import { PeerClaims } from "./peer-claims.ts";
import { type ImportOutcome, importPeers, type StoredPeer } from "./peer-import.ts";
import { PeerReader } from "./peer-reader.ts";
import { scanPeers } from "./peer-scan.ts";
import type { RegistryBase } from "./registry-base.ts";
import { DEFAULT_REGISTRY_SETTINGS, type RegistryPorts, type RegistrySettings } from "./registry-settings.ts";
import { renameDevice } from "./rename-device.ts";
import { RenameSteps } from "./rename-steps.ts";

/**
 * Devices in Redis: who they are and where they are registered. Each call is one trip, a rename four. A conflict, a stranger, another owner: said only when it was read,
 * from a bucket that has not just lost its data [CL-12] [CL-27].
 */
export class RedisPeerRegistry implements PeerRegistry, PeerLocations, Disposable {
  readonly #base: RegistryBase;
  readonly #steps: RenameSteps;
  readonly #reader: PeerReader;
  readonly #claims: PeerClaims;
  readonly #locations: LocationWriter;

  constructor(store: RedisStore, ports: RegistryPorts, settings: Partial<RegistrySettings> = {}) {
    const all = { ...DEFAULT_REGISTRY_SETTINGS, ...settings };
    const generations = new Generations(store, ports, all.plantingMs);
    this.#base = { store, ports, generations, settings: all };
    this.#steps = new RenameSteps(this.#base);
    this.#reader = new PeerReader(this.#base, this.#steps);
    this.#claims = new PeerClaims(this.#base, this.#steps);
    this.#locations = new LocationWriter(this.#base);
  }

  async claim(identity: PeerIdentity, at?: PeerLocation): Promise<ClaimResult> {
    await this.#base.generations.ready();
    return this.#claims.claim(identity, at);
  }

  async rename(request: RenameRequest): Promise<RenameResult> {
    await this.#base.generations.ready();
    return renameDevice(request, this.#reader, this.#steps);
  }

  async find(id: PeerId): Promise<PeerRecord | undefined> {
    return (await this.findMany([id])).get(id);
  }

  async findMany(ids: readonly PeerId[]): Promise<ReadonlyMap<PeerId, PeerRecord>> {
    await this.#base.generations.ready();
    return this.#reader.find(ids);
  }

  refresh(ids: readonly PeerId[], owner: NodeRef): Promise<ReadonlySet<PeerId>> {
    return this.#locations.refresh(ids, owner);
  }

  release(ids: readonly PeerId[], owner: NodeRef): Promise<void> {
    return this.#locations.release(ids, owner);
  }

  async reassert(peers: readonly LocatedPeer[], lost: readonly NodeRef[] = []): Promise<readonly ReassertResult[]> {
    await this.#base.generations.ready();
    return this.#claims.reassert(peers, lost);
  }

  park(id: PeerId, seen: PeerLocation | undefined, request: Uint8Array): Promise<ParkResult> {
    return this.#locations.park(id, seen, request);
  }

  /** Writes what was stored elsewhere; a device that is registered here now stays as it is. With `dryRun` no device is written. */
  async importPeers(peers: readonly StoredPeer[], dryRun = false): Promise<readonly ImportOutcome[]> {
    await this.#base.generations.ready();
    return importPeers(this.#base, this.#steps, peers, dryRun);
  }

  /** Every identity, in no order, in batches; one that is renamed meanwhile may come twice or under its old id. Memory stays bounded. */
  async *scan(): AsyncGenerator<readonly StoredPeer[]> {
    await this.#base.generations.ready();
    yield* scanPeers(this.#base, this.#reader);
  }

  /** Ends what listens to the store, not the store. */
  [Symbol.dispose](): void {
    this.#base.generations[Symbol.dispose]();
  }
}
