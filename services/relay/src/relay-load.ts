import type { TenantId } from "@fairlead/base";
import type { BudgetShare, SessionBudget } from "@fairlead/cluster";

/** How busy the relay's thread was since it was asked last. */
export interface ThreadVitals {
  /** 0..1 of one processor, which is all that a thread can have. */
  readonly processorShare: number;
  /** How late its timers ran on average, in milliseconds. */
  readonly loopDelayMs: number;
}

/** What a relay's thread says of itself when asked, about once a second. Rates in bits per second. Plain data: crosses threads. */
export interface RelayLoad extends ThreadVitals {
  /** Of the busier direction, over the last second. */
  readonly usedBps: number;
  /** Without relay checks. */
  readonly sessions: number;
  /** Lately; 0 = not known. */
  readonly meanSessionBps: number;
  readonly waitingLegs: number;
  /** Legs whose session another relay of the same address carries [CL-38]. */
  readonly meshLegs: number;
  /** Admissions that no pair has used yet. */
  readonly outstanding: number;
  /** Of all sessions, against the cluster's limit. */
  readonly cluster: SharedLoad;
  /** Every tenant that was ever carried. */
  readonly tenants: readonly TenantLoad[];
}

/** What is reported of one shared budget [CL-36] [CL-37]. */
export interface SharedLoad {
  readonly wantedBps: number;
  /** 0 = no limit. */
  readonly limitBps: number;
  readonly sessions: number;
  /** Both directions, since the thread began. */
  readonly totalBytes: number;
}
export interface TenantLoad extends SharedLoad {
  readonly tenant: TenantId;
}

/** What a relay may carry at most. */
export interface RelayBounds {
  /** Bits per second of the busier direction; Infinity = no limit is known. */
  readonly capacityBps: number;
  readonly maxSessions: number;
  /** Of all relays together; 0 = no limit. */
  readonly clusterBps: number;
}

/** This relay's shares, by the names of budgets. */
export interface RelayShares {
  /** How many relays share, as far as anybody knows; at least 1. */
  readonly relays: number;
  readonly shares: readonly BudgetShare[];
}

/** How a tenant's policy reads now. */
export interface TenantTerms {
  readonly tenant: TenantId;
  readonly budget: SessionBudget;
  readonly suspended: boolean;
}

export const CLUSTER_BUDGET = "cluster";
export const tenantBudget = (tenant: TenantId): string => `tenant:${tenant}`;
