import type { NodeRef } from "@fairlead/wire";

/** What one relay used of one shared budget. `name`: `cluster`, or `tenant:ID`. */
export interface BudgetReport {
  readonly name: string;
  /** Bits per second of the busier direction that its sessions would like, over the last second. */
  readonly wantedBps: number;
  /** What all relays may use together; 0 = no limit. */
  readonly limitBps: number;
  readonly sessions: number;
  /** Both directions, since this relay's epoch began [CL-37]. */
  readonly totalBytes: number;
}
export interface BudgetShare {
  readonly name: string;
  /** What this relay may use until it asks again; Infinity = no limit. */
  readonly shareBps: number;
  /** Of all other relays, at their last report. */
  readonly sessionsElsewhere: number;
}

/**
 * Budgets that several relays share [CL-36] [CL-37]. A relay that does not report for 3 s gives its share back. Shares add up to the limit at most; who wants little
 * gets what it wants, the rest is divided equally. One trip per call; rejects with `StoreUnavailableError`.
 */
export interface Budgets {
  exchange(relay: NodeRef, reports: readonly BudgetReport[]): Promise<readonly BudgetShare[]>;
  /** Bytes of a budget over all relays and epochs. */
  total(name: string): Promise<number>;
}

/** Numbers that all nodes add to. */
export interface SharedCounters {
  /** Adds and answers the sum of the window that began with its first addition. One trip; rejects with `StoreUnavailableError`. */
  add(name: string, amount: number, windowMs: number): Promise<number>;
}
