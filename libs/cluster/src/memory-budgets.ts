import { type Clock, ExpiringMap } from "@fairlead/base";
import type { NodeRef } from "@fairlead/wire";
import { BUDGET_REPORT_LIFETIME_MS, type BudgetClaim, budgetRelay, shareFor } from "./budget-reports.ts";
import type { BudgetReport, BudgetShare, Budgets } from "./budgets.ts";
import { MemoryStore } from "./memory-store.ts";

interface Budget {
  readonly claims: ExpiringMap<string, BudgetClaim>;
  readonly totals: Map<string, number>;
}

/** Budgets of several relays in one process. */
export class MemoryBudgets extends MemoryStore implements Budgets {
  readonly #clock: Clock;
  readonly #budgets = new Map<string, Budget>();

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  async exchange(relay: NodeRef, reports: readonly BudgetReport[]): Promise<readonly BudgetShare[]> {
    this.reach();
    return reports.map((report) => this.#exchangeOne(budgetRelay(relay), report));
  }

  async total(name: string): Promise<number> {
    this.reach();
    const totals = this.#budgets.get(name)?.totals.values() ?? [];
    return [...totals].reduce((sum, bytes) => sum + bytes, 0);
  }

  #exchangeOne(relay: string, report: BudgetReport): BudgetShare {
    const budget = this.#budgetOf(report.name);
    const nowMs = this.#clock.now();
    budget.claims.set(relay, { relay, wantedBps: report.wantedBps, sessions: report.sessions }, nowMs);
    budget.totals.set(relay, report.totalBytes);
    const claims = [...budget.claims.entries(nowMs)].map(([, claim]) => claim);
    return shareFor(relay, report, claims);
  }

  #budgetOf(name: string): Budget {
    let budget = this.#budgets.get(name);
    if (budget === undefined) {
      const claims = new ExpiringMap<string, BudgetClaim>({ capacity: 1024, lifetimeMs: BUDGET_REPORT_LIFETIME_MS });
      budget = { claims, totals: new Map() };
      this.#budgets.set(name, budget);
    }
    return budget;
  }
}
