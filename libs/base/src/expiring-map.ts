interface Entry<V> {
  readonly value: V;
  readonly expiresAtMs: number;
}

export interface ExpiringMapSettings {
  readonly capacity: number;
  readonly lifetimeMs: number;
}

/**
 * A map in which every entry ends: after its lifetime, or, when full, oldest first. Time is passed in; expired entries are never answered and are
 * removed as writes come, a few per write, so there is no timer and no sweep. Re-setting a key renews it and makes it youngest.
 */
export class ExpiringMap<K, V> {
  readonly #settings: ExpiringMapSettings;
  readonly #entries = new Map<K, Entry<V>>();
  readonly #onEvicted: (key: K, value: V) => void;

  /** `onEvicted` hears of live entries pushed out by the bound, not of expiry or deletion. */
  constructor(settings: ExpiringMapSettings, onEvicted: (key: K, value: V) => void = () => undefined) {
    this.#settings = settings;
    this.#onEvicted = onEvicted;
  }

  /** Counts entries not yet removed; some may have expired. */
  get size(): number {
    return this.#entries.size;
  }

  get(key: K, nowMs: number): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.expiresAtMs <= nowMs) return undefined;
    return entry.value;
  }

  set(key: K, value: V, nowMs: number, lifetimeMs: number = this.#settings.lifetimeMs): void {
    this.#entries.delete(key);
    this.#makeRoom(nowMs);
    this.#entries.set(key, { value, expiresAtMs: nowMs + lifetimeMs });
  }

  /** The value if it was alive. */
  delete(key: K, nowMs: number): V | undefined {
    const value = this.get(key, nowMs);
    this.#entries.delete(key);
    return value;
  }

  /** Live entries, oldest first. */
  *entries(nowMs: number): Generator<[K, V]> {
    for (const [key, entry] of this.#entries) if (entry.expiresAtMs > nowMs) yield [key, entry.value];
  }

  clear(): void {
    this.#entries.clear();
  }

  #makeRoom(nowMs: number): void {
    let looked = 0;
    for (const [key, entry] of this.#entries) {
      const full = this.#entries.size >= this.#settings.capacity;
      const expired = entry.expiresAtMs <= nowMs;
      if (!full && (!expired || looked >= 2)) return;
      this.#entries.delete(key);
      if (!expired) this.#onEvicted(key, entry.value);
      looked += 1;
    }
  }
}
