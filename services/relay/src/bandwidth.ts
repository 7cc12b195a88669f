import { type Admission, unlimitedBudget } from "@fairlead/cluster";
import { DeviceLimits } from "./limits/device-limits.ts";
import { PairedBuckets } from "./limits/paired-buckets.ts";
import { SharedRate } from "./limits/shared-rate.ts";
import { TenantLimits } from "./limits/tenant-limits.ts";
import type { TenantUse } from "./limits/tenant-use.ts";
import { CLUSTER_BUDGET, type RelayShares } from "./relay-load.ts";
import type { RelayLimits } from "./settings.ts";

/** M = 2^20, as the old server's settings count [RL-9]. */
const BITS_PER_MEGABIT = 2 ** 20;

export const bitsPerSecond = (megabits: number | undefined): number =>
  megabits === undefined ? Number.POSITIVE_INFINITY : megabits * BITS_PER_MEGABIT;
/** As budgets have it: 0 = no limit. */
export const limitOf = (bps: number): number => (bps > 0 ? bps : Number.POSITIVE_INFINITY);

/** What a session shares with others, outermost first, and how it gives that back. */
export interface SharedLimits {
  readonly buckets: readonly PairedBuckets[];
  readonly tenant: TenantUse | undefined;
  readonly device: PairedBuckets | undefined;
  leave(nowMs: number): void;
}

/** The limits in force as a tree: cluster, relay, tenant, device, session [CL-35]. A session has its own bucket; here is what it shares. */
export class Bandwidth {
  readonly total: PairedBuckets;
  readonly cluster: SharedRate;
  readonly tenants = new TenantLimits();
  readonly #devices = new DeviceLimits();
  #limits: RelayLimits;
  #relays = 1;

  constructor(limits: RelayLimits, nowMs: number) {
    this.#limits = limits;
    this.total = new PairedBuckets(bitsPerSecond(limits.totalMbps), nowMs);
    this.cluster = new SharedRate(0, this.#relays, nowMs);
  }

  get limits(): RelayLimits {
    return this.#limits;
  }

  change(change: Partial<RelayLimits>, nowMs: number): void {
    this.#limits = { ...this.#limits, ...change };
    this.total.setRate(bitsPerSecond(this.#limits.totalMbps), nowMs);
  }

  /** Of all relays together; 0 = no limit. */
  limitCluster(bps: number, nowMs: number): void {
    this.cluster.setLimit(bps, this.#relays, nowMs);
  }

  /** This relay's part of what is shared [CL-36]; what is not named keeps its last share. */
  share({ relays, shares }: RelayShares, nowMs: number): void {
    const byName = new Map(shares.map((share) => [share.name, share]));
    if (relays !== this.#relays) this.cluster.setLimit(this.cluster.limitBps, relays, nowMs);
    this.#relays = relays;
    const cluster = byName.get(CLUSTER_BUDGET);
    if (cluster !== undefined) this.cluster.setShare(cluster.shareBps, nowMs);
    this.tenants.share(relays, byName, nowMs);
  }

  /** The tenant that pays for an admission, as it is known now. */
  tenantOf(admission: Admission | undefined, nowMs: number): TenantUse | undefined {
    if (admission?.tenant === undefined || admission.purpose === "probe") return undefined;
    return this.tenants.of(admission.tenant, admission.budget ?? unlimitedBudget, nowMs);
  }

  /** A session begins; call `leave` when it ends. */
  enter(admission: Admission | undefined, nowMs: number): SharedLimits {
    const tenant = this.tenantOf(admission, nowMs);
    tenant?.enter();
    const deviceBps = limitOf((tenant?.budget ?? admission?.budget ?? unlimitedBudget).deviceBps);
    const peerId = admission?.peerId ?? "";
    const device = peerId === "" ? undefined : this.#devices.enter(peerId, deviceBps, nowMs);
    const leave = (leftMs: number): void => {
      tenant?.leave();
      if (device !== undefined) this.#devices.leave(peerId, leftMs);
    };
    const buckets = [this.cluster.buckets, this.total, tenant?.rate.buckets, device].filter(isThere);
    return { buckets, tenant, device, leave };
  }

  /** Bits per second of one direction of a session, before its own budget. */
  sessionRate(slowed: boolean): number {
    return bitsPerSecond(slowed ? this.#limits.slowMbps : this.#limits.singleMbps);
  }
}

const isThere = (one: PairedBuckets | undefined): one is PairedBuckets => one !== undefined;
