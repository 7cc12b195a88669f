import { ExpiringMap, TokenBucket } from "@fairlead/base";
import { limitKey } from "@fairlead/wire";

export interface SourceBudgetSettings {
  readonly perSecond: number;
  readonly burst: number;
  readonly maxSources: number;
}
/** [NT-3] A client sends 2 probes at once and a few more; an office behind one address sends dozens. */
export const probeBudgetDefaults: SourceBudgetSettings = { perSecond: 20, burst: 40, maxSources: 10_000 };
/**
 * [CU-1] A registration by UDP proves little of its source address, and the list is larger than a heartbeat: an address hears it once a second at most, which
 * is of no use to a reflector, and the devices of an office one after the other.
 */
export const listBudgetDefaults: SourceBudgetSettings = { perSecond: 1, burst: 10, maxSources: 10_000 };
/** [CI-1] A person changes an id a few times at most. */
export const renameBudgetDefaults: SourceBudgetSettings = { perSecond: 1 / 20, burst: 3, maxSources: 10_000 };

/** [CL-23] Replies for other nodes' requests: each costs a message. An office behind one address answers hundreds at a time. */
export const forwardBudgetDefaults: SourceBudgetSettings = { perSecond: 200, burst: 2_000, maxSources: 10_000 };

/** A budget for each source address, IPv6 by its /64. Bounded: when the table is full the oldest source is forgotten. */
export class SourceBudget {
  readonly #settings: SourceBudgetSettings;
  readonly #buckets: ExpiringMap<string, TokenBucket>;

  constructor(settings: SourceBudgetSettings) {
    this.#settings = settings;
    const refillMs = (settings.burst / settings.perSecond) * 1000;
    this.#buckets = new ExpiringMap({ capacity: settings.maxSources, lifetimeMs: refillMs });
  }

  /** False: the source has used its budget up. */
  tryTake(ip: string, nowMs: number): boolean {
    const key = limitKey(ip);
    const { perSecond, burst } = this.#settings;
    const bucket = this.#buckets.get(key, nowMs) ?? new TokenBucket(perSecond, burst, nowMs);
    this.#buckets.set(key, bucket, nowMs);
    return bucket.tryTake(1, nowMs);
  }
}
