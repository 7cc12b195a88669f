import { type Clock, ExpiringMap, type PeerId } from "@fairlead/base";
import type { PeerIdentity } from "@fairlead/cluster";
import type { StoreSettings } from "./store-settings.ts";

/** What the store said lately, for a short while: rows, and that there was none. */
export class IdentityCache {
  readonly #clock: Clock;
  readonly #settings: StoreSettings;
  readonly #entries: ExpiringMap<PeerId, { readonly identity: PeerIdentity | undefined }>;

  constructor(clock: Clock, settings: StoreSettings) {
    this.#clock = clock;
    this.#settings = settings;
    this.#entries = new ExpiringMap({ capacity: settings.cacheCapacity, lifetimeMs: settings.knownLifetimeMs });
  }

  /** `undefined` = nothing is known; `{identity: undefined}` = there was no such row. */
  get(id: PeerId): { readonly identity: PeerIdentity | undefined } | undefined {
    return this.#entries.get(id, this.#clock.now());
  }

  set(id: PeerId, identity: PeerIdentity | undefined): void {
    const { knownLifetimeMs, unknownLifetimeMs } = this.#settings;
    const lifetimeMs = identity === undefined ? unknownLifetimeMs : knownLifetimeMs;
    this.#entries.set(id, { identity }, this.#clock.now(), lifetimeMs);
  }

  forget(id: PeerId): void {
    this.#entries.delete(id, this.#clock.now());
  }
}
