/** How streams behave. */
export interface LinkSettings {
  /** What may wait for one node. */
  readonly maxQueuedMessages: number;
  readonly maxQueuedBytes: number;
  readonly maxMessageBytes: number;
  /** From dialling to the other's hello. */
  readonly dialTimeoutMs: number;
  readonly firstRetryMs: number;
  readonly lastRetryMs: number;
  /** A silent wire is found out within the sum of both. */
  readonly keepaliveMs: number;
  readonly keepaliveTimeoutMs: number;
  /** For what is queued when the bus ends. */
  readonly flushMs: number;
  /** Streams of others at one time; a node has one, two while it renews. */
  readonly maxIncoming: number;
}

export const linkDefaults: LinkSettings = {
  maxQueuedMessages: 10_000,
  maxQueuedBytes: 16 * 1024 * 1024,
  maxMessageBytes: 4 * 1024 * 1024,
  dialTimeoutMs: 5000,
  firstRetryMs: 200,
  lastRetryMs: 5000,
  keepaliveMs: 2000,
  keepaliveTimeoutMs: 3000,
  flushMs: 2000,
  maxIncoming: 2048,
};
