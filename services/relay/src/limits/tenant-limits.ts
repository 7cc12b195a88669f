import type { TenantId } from "@fairlead/base";
import type { BudgetShare, SessionBudget } from "@fairlead/cluster";
import { type TenantLoad, type TenantTerms, tenantBudget } from "../relay-load.ts";
import { TenantUse } from "./tenant-use.ts";

/**
 * The tenants this relay has carried. Kept as long as it runs, for their totals never go back [CL-37]; only nodes of the cluster name tenants, so there are as many as
 * the operator has.
 */
export class TenantLimits {
  readonly #uses = new Map<TenantId, TenantUse>();
  #relays = 1;
  #hearsPolicies = false;

  /** The tenant as a new session finds it. What its admission says is the newest, unless policies are heard of here. */
  of(tenant: TenantId, budget: SessionBudget, nowMs: number): TenantUse {
    const known = this.#uses.get(tenant);
    if (known === undefined) return this.#add(tenant, budget, nowMs);
    if (!this.#hearsPolicies && !sameBudget(known.budget, budget))
      known.setTerms(budget, known.suspended, this.#relays, nowMs);
    return known;
  }

  /** Of tenants that were carried; others say theirs when they come. */
  setTerms(terms: readonly TenantTerms[], nowMs: number): void {
    this.#hearsPolicies = true;
    for (const { tenant, budget, suspended } of terms)
      this.#uses.get(tenant)?.setTerms(budget, suspended, this.#relays, nowMs);
  }

  share(relays: number, shares: ReadonlyMap<string, BudgetShare>, nowMs: number): void {
    this.#relays = relays;
    for (const use of this.#uses.values()) {
      const share = shares.get(tenantBudget(use.tenant));
      if (share !== undefined) use.share(share.shareBps, share.sessionsElsewhere, nowMs);
    }
  }

  tick(nowMs: number): void {
    for (const { meter } of this.#uses.values()) meter.tick(nowMs);
  }

  loads(nowMs: number): readonly TenantLoad[] {
    return [...this.#uses.values()].map((use) => use.load(nowMs));
  }

  #add(tenant: TenantId, budget: SessionBudget, nowMs: number): TenantUse {
    const use = new TenantUse(tenant, budget, this.#relays, nowMs);
    this.#uses.set(tenant, use);
    return use;
  }
}

function sameBudget(one: SessionBudget, other: SessionBudget): boolean {
  return (
    one.sessionBps === other.sessionBps &&
    one.deviceBps === other.deviceBps &&
    one.tenantBps === other.tenantBps &&
    one.tenantSessions === other.tenantSessions
  );
}
