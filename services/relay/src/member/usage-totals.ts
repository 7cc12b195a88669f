import type { BudgetReport } from "@fairlead/cluster";
import type { NodeRef } from "@fairlead/wire";
import { CLUSTER_BUDGET, type RelayLoad, type SharedLoad, tenantBudget } from "../relay-load.ts";

/** What is owed of a life that is over: the same whenever it is said. */
export interface FinalReports {
  readonly node: NodeRef;
  readonly reports: readonly BudgetReport[];
}

/** Lives whose end could not be reported yet. */
const MAX_OWED = 16;

/**
 * Totals as readers add them up: absolute, per life of this relay [CL-37]. The thread counts on when the lease was lost; what it had counted by then stays with the life that is
 * over, and is reported for it once more, so that no byte counts twice and none is lost.
 */
export class UsageTotals {
  #latest: readonly NamedLoad[] = [];
  #before: ReadonlyMap<string, number> = new Map();
  #saidTotals: ReadonlyMap<string, number> = new Map();
  readonly #owed: FinalReports[] = [];

  /** What is to be reported: the cluster, tenants with sessions, and those whose total has not been taken yet. */
  reports(load: RelayLoad): readonly BudgetReport[] {
    this.#latest = namedLoads(load);
    return this.#latest.flatMap(({ name, load: one }) => {
      const quiet = one.sessions === 0 && this.#saidTotals.get(name) === one.totalBytes;
      return quiet && name !== CLUSTER_BUDGET ? [] : [this.#reportOf(name, one)];
    });
  }

  /** The reports of this load were taken. */
  taken(load: RelayLoad): void {
    this.#saidTotals = new Map(namedLoads(load).map(({ name, load: one }) => [name, one.totalBytes]));
  }

  /** The life as `before` is over. */
  endLife(before: NodeRef): void {
    const reports = this.#latest.map(({ name, load }) => ({
      ...this.#reportOf(name, load),
      wantedBps: 0,
      sessions: 0,
    }));
    this.#owed.push({ node: before, reports });
    if (this.#owed.length > MAX_OWED) this.#owed.shift();
    this.#before = new Map(this.#latest.map(({ name, load }) => [name, load.totalBytes]));
    this.#saidTotals = new Map();
  }

  /** The oldest that is owed. */
  get owed(): FinalReports | undefined {
    return this.#owed[0];
  }

  /** It was taken. */
  settled(owed: FinalReports): void {
    if (this.#owed[0] === owed) this.#owed.shift();
  }

  #reportOf(name: string, { wantedBps, limitBps, sessions, totalBytes }: SharedLoad): BudgetReport {
    return { name, wantedBps, limitBps, sessions, totalBytes: totalBytes - (this.#before.get(name) ?? 0) };
  }
}

interface NamedLoad {
  readonly name: string;
  readonly load: SharedLoad;
}

function namedLoads({ cluster, tenants }: RelayLoad): readonly NamedLoad[] {
  return [
    { name: CLUSTER_BUDGET, load: cluster },
    ...tenants.map((load) => ({ name: tenantBudget(load.tenant), load })),
  ];
}
