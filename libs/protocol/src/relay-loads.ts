import type { RelayCandidate } from "./relay-candidate.ts";

/** [CL-33] What a session is taken to need until the relays know better: 2 Mb/s, M = 2^20. */
const DEFAULT_SESSION_BPS = 2 * 2 ** 20;
/** Sessions that lie idle say little about the next one. */
const LEAST_SESSION_BPS = DEFAULT_SESSION_BPS / 8;
/** Of relays that name no limit, where none does; it only has to be the same for all. */
const ASSUMED_CAPACITY_BPS = 2 ** 30;

export interface RelayLoad {
  /** Sessions that are on their way to it. */
  readonly reservedSessions: number;
  /** (actual + reserved) / capacity, of bits or of sessions, whichever is nearer its limit. */
  readonly load: number;
  /** Below its own limits, reservations included. The limit is soft: see `RelayRefusal` [CL-33]. */
  readonly hasRoom: boolean;
}

/**
 * How loaded relays are, so that any two can be compared. A relay without a known limit counts as one of mean size; a relay of which nothing is known counts as loaded as
 * the others are in the mean.
 */
export class RelayLoads {
  readonly sessionBps: number;
  readonly #capacityBps: number;
  readonly #meanLoad: number;
  readonly #reserved: (name: string) => number;

  constructor(relays: readonly RelayCandidate[], reserved: (name: string) => number) {
    this.#reserved = reserved;
    this.sessionBps = sessionRate(relays);
    const limits = relays.map(({ capacityBps }) => capacityBps).filter(isLimit);
    this.#capacityBps = mean(limits) ?? ASSUMED_CAPACITY_BPS;
    this.#meanLoad = mean(relays.filter(isKnown).map((relay) => relay.usedBps / this.#capacityOf(relay))) ?? 0;
  }

  of(relay: RelayCandidate): RelayLoad {
    const reservedSessions = this.#reserved(relay.name);
    const actual = isKnown(relay) ? relay.usedBps / this.#capacityOf(relay) : this.#meanLoad;
    const bits = actual + (reservedSessions * this.sessionBps) / this.#capacityOf(relay);
    const sessions = isLimit(relay.maxSessions) ? (relay.sessions + reservedSessions) / relay.maxSessions : 0;
    const hasRoom = sessions < 1 && (bits < 1 || !isLimit(relay.capacityBps));
    return { reservedSessions, load: Math.max(bits, sessions), hasRoom };
  }

  #capacityOf({ capacityBps }: RelayCandidate): number {
    return isLimit(capacityBps) ? capacityBps : this.#capacityBps;
  }
}

/** It has said something of itself. */
export const isKnown = (relay: RelayCandidate): boolean => relay.node !== undefined;

/** The mean over the sessions of the pool. */
function sessionRate(relays: readonly RelayCandidate[]): number {
  let [bps, sessions] = [0, 0];
  for (const relay of relays) {
    if (!(relay.meanSessionBps > 0)) continue;
    bps += relay.meanSessionBps * relay.sessions;
    sessions += relay.sessions;
  }
  return sessions === 0 ? DEFAULT_SESSION_BPS : Math.max(bps / sessions, LEAST_SESSION_BPS);
}

const isLimit = (value: number): boolean => value > 0 && value < Number.POSITIVE_INFINITY;

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
