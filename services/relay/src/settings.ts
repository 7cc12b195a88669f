import { type ListenAddress, MAX_BRIDGED_BYTES } from "@fairlead/net";

/** What can be changed while sessions run. Rates in Mb/s per direction, M = 2^20 as the old server counts [RL-9]. */
export interface RelayLimits {
  /** One session. */
  readonly singleMbps: number;
  /** All sessions together; `undefined` = none, which is the default: a cap nobody set is a fault nobody finds. */
  readonly totalMbps: number | undefined;
  /** A session of a slowed address, or a downgraded one. */
  readonly slowMbps: number;
  /** Share of `singleMbps` that a session may use on average before it is downgraded [RL-10]. */
  readonly downgradeThreshold: number;
  /** The time the average is taken over, and the time below half of `slowMbps` that restores a session. */
  readonly downgradeStartCheckMs: number;
}

/** Addresses or CIDRs. */
export interface RelayAddressLists {
  /** Refused (blocklist.txt). */
  readonly blocked: readonly string[];
  /** Slowed to `slowMbps` (blacklist.txt). */
  readonly slowed: readonly string[];
  /** When not empty, only these are served. */
  readonly allowed: readonly string[];
  /** Refused, like `blocked`: the operator's networks rather than the old file. */
  readonly denied: readonly string[];
}

/** Everything a relay is told. Plain data: crosses threads. */
export interface RelaySettings {
  readonly tcp: ListenAddress;
  readonly ws: ListenAddress;
  /** A Unix socket on which the HTTPS front hands over `/ws/relay`; none without a front. */
  readonly frontPath: string | undefined;
  /** Where other relays of the same address bring their legs; none without them [CL-38]. */
  readonly mesh: ListenAddress | undefined;
  /** The WS port takes TLS too when given. Paths of PEM files, read again when they change. */
  readonly tlsFiles: { readonly certPath: string; readonly keyPath: string } | undefined;
  /** Keys a first message may carry; none = no check [RL-1]. */
  readonly acceptedKeys: readonly string[];
  /** CIDRs whose PROXY header and forwarding headers are believed. */
  readonly trustedProxies: readonly string[];
  readonly maxConnections: number;
  readonly maxConnectionsPerAddress: number;
  readonly firstMessageDeadlineMs: number;
  readonly maxFirstMessageBytes: number;
  /** How long a leg nobody brokered may wait for its admission, and how many such legs, in all and of one address [RL-4]. */
  readonly unbrokeredHoldMs: number;
  readonly maxUnbrokeredLegs: number;
  readonly maxUnbrokeredLegsPerAddress: number;
  /** How long a leg may wait for its partner, and how many such legs. */
  readonly loneLegMs: number;
  readonly maxWaitingLegs: number;
  /** What is read from a waiting leg; the rest stays in the kernel [RL-5]. */
  readonly maxEarlyBytes: number;
  readonly maxSessions: number;
  readonly idleTimeoutMs: number;
  /** Cap of one bridged message [FR-3]. */
  readonly maxMessageBytes: number;
  readonly limits: RelayLimits;
  readonly lists: RelayAddressLists;
}

const MAX_PHASE_MS = 30_000;

export const relaySettingsDefaults: RelaySettings = {
  tcp: { port: 21117 },
  ws: { port: 21119 },
  frontPath: undefined,
  mesh: undefined,
  tlsFiles: undefined,
  acceptedKeys: [],
  trustedProxies: [],
  maxConnections: 200_000,
  maxConnectionsPerAddress: 10_000,
  firstMessageDeadlineMs: MAX_PHASE_MS,
  maxFirstMessageBytes: 4 * 1024,
  unbrokeredHoldMs: 5_000,
  maxUnbrokeredLegs: 1_000,
  maxUnbrokeredLegsPerAddress: 250,
  loneLegMs: 30_000,
  maxWaitingLegs: 20_000,
  maxEarlyBytes: 64 * 1024,
  maxSessions: 50_000,
  idleTimeoutMs: 30_000,
  maxMessageBytes: MAX_BRIDGED_BYTES,
  limits: {
    singleMbps: 128,
    totalMbps: undefined,
    slowMbps: 32,
    downgradeThreshold: 0.66,
    downgradeStartCheckMs: 1_800_000,
  },
  lists: { blocked: [], slowed: [], allowed: [], denied: [] },
};
