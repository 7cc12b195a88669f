import type { NodeRef } from "@fairlead/wire";
import type { BudgetReport, BudgetShare } from "./budgets.ts";
import { shareBudget } from "./share-budget.ts";

/** A relay that has not reported for so long gives its share back. */
export const BUDGET_REPORT_LIFETIME_MS = 3000;

/** The report of some relay that still counts. */
export interface BudgetClaim {
  /** `budgetRelay` of it. */
  readonly relay: string;
  readonly wantedBps: number;
  readonly sessions: number;
}

/** One life of one relay. */
export const budgetRelay = ({ slot, epoch }: NodeRef): string => `${slot}:${epoch}`;

/** What is left to a relay by the claims of all, its own among them. Its own limit counts: others may not have read a changed one yet. */
export function shareFor(relay: string, report: BudgetReport, claims: readonly BudgetClaim[]): BudgetShare {
  const others = claims.filter((claim) => claim.relay !== relay);
  const sessionsElsewhere = others.reduce((sum, { sessions }) => sum + sessions, 0);
  if (report.limitBps <= 0) return { name: report.name, shareBps: Number.POSITIVE_INFINITY, sessionsElsewhere };
  const shares = shareBudget(report.limitBps, [...others, { relay, wantedBps: report.wantedBps }]);
  return { name: report.name, shareBps: shares.get(relay) ?? 0, sessionsElsewhere };
}
