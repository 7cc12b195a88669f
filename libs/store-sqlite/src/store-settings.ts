/** How patient and how large the store is. Every value has a default that fits one server. */
export interface StoreSettings {
  /** A write waits this long for others to share its commit with; at most 20. */
  readonly groupDelayMs: number;
  /** A commit carries at most this many writes. */
  readonly groupSize: number;
  /** Writes that wait, and as many reads that wait; more are refused. */
  readonly queueCapacity: number;
  /** How long a lock of another process is waited out. */
  readonly busyTimeoutMs: number;
  /** A request that the database's thread has not answered by then has failed. */
  readonly answerTimeoutMs: number;
  /** Ids kept in memory after a read, known and unknown alike. Whoever is online is known to the caller without us: this is for the others. */
  readonly cacheCapacity: number;
  /** How long a row that was read is believed. Our own writes are seen at once, another process' after this time. */
  readonly knownLifetimeMs: number;
  /** The same for an id that had no row. */
  readonly unknownLifetimeMs: number;
}

export const DEFAULT_STORE_SETTINGS: StoreSettings = {
  groupDelayMs: 5,
  groupSize: 512,
  queueCapacity: 10_000,
  busyTimeoutMs: 2000,
  answerTimeoutMs: 5000,
  cacheCapacity: 2000,
  knownLifetimeMs: 10_000,
  unknownLifetimeMs: 1000,
};
