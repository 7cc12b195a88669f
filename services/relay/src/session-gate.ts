import type { Bandwidth } from "./bandwidth.ts";
import type { RelayBounds } from "./relay-load.ts";
import type { SessionRefusal } from "./session-refusal.ts";

/** Those who choose know a second-old load: the limit is soft there, and hard here at this factor of it [CL-33]. */
const HARD_FACTOR = 1.2;

const BITS_PER_MEGABIT = 2 ** 20;

/** What a relay may carry at most, beyond its memory. */
export class SessionGate {
  readonly #bandwidth: Bandwidth;
  #bounds: RelayBounds = {
    capacityBps: Number.POSITIVE_INFINITY,
    maxSessions: Number.POSITIVE_INFINITY,
    clusterBps: 0,
  };

  constructor(bandwidth: Bandwidth) {
    this.#bandwidth = bandwidth;
  }

  bound(bounds: RelayBounds, nowMs: number): void {
    this.#bounds = bounds;
    this.#bandwidth.limitCluster(bounds.clusterBps, nowMs);
  }

  /** Of the relay as a whole. */
  capacityRefusal(sessions: number, usedBps: number): SessionRefusal | undefined {
    const { capacityBps, maxSessions } = this.#bounds;
    if (sessions >= maxSessions * HARD_FACTOR) return overCapacity(`MAX_SESSIONS=${maxSessions}`);
    if (usedBps >= capacityBps * HARD_FACTOR) return overCapacity(`CAPACITY=${capacityBps / BITS_PER_MEGABIT}`);
    return undefined;
  }
}

const overCapacity = (setting: string): SessionRefusal => ({ reason: "over_capacity", setting });
