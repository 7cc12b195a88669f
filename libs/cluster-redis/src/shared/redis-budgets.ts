import {
  type BudgetClaim,
  type BudgetReport,
  type BudgetShare,
  type Budgets,
  budgetRelay,
  shareFor,
} from "@fairlead/cluster";
import type { NodeRef } from "@fairlead/wire";
import type { RedisReply } from "../connection/redis-call.ts";
import { replyList, replyNumber, replyText } from "../connection/redis-reply.ts";
import type { RedisStore } from "../connection/redis-store.ts";
import { exchangeScript } from "./budget-scripts.ts";

/**
 * Budgets in Redis: it keeps what each relay says, the relay that asks divides [CL-36]. All budgets have one hash tag, so that one trip is enough for all of them. Totals are
 * absolute for each life of a relay: saying them twice changes nothing [CL-37].
 */
export class RedisBudgets implements Budgets {
  readonly #store: RedisStore;

  constructor(store: RedisStore) {
    this.#store = store;
  }

  async exchange(relay: NodeRef, reports: readonly BudgetReport[]): Promise<readonly BudgetShare[]> {
    if (reports.length === 0) return [];
    const self = budgetRelay(relay);
    const keys = reports.flatMap(({ name }) => [this.#store.key(`budget:{u}:${name}`), this.#totalsKey(name)]);
    const numbers = reports.flatMap(({ wantedBps, sessions, totalBytes }) => [wantedBps, sessions, totalBytes]);
    const answers = replyList(await this.#store.run(exchangeScript, keys, [self, ...numbers.map(whole)]));
    return reports.map((report, index) => shareFor(self, report, claimsOf(replyList(answers[index]))));
  }

  async total(name: string): Promise<number> {
    const lives = replyList(await this.#store.command("hvals", this.#totalsKey(name)));
    return lives.reduce<number>((sum, life) => sum + Number(replyText(life).split(" ")[1]), 0);
  }

  #totalsKey(name: string): string {
    return this.#store.key(`usage:{u}:${name}`);
  }
}

const whole = (value: number): string =>
  BigInt(Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.round(value)))).toString();

function claimsOf(parts: readonly RedisReply[]): readonly BudgetClaim[] {
  const claims: BudgetClaim[] = [];
  for (let at = 0; at < parts.length; at += 3)
    claims.push({
      relay: replyText(parts[at]),
      wantedBps: replyNumber(parts[at + 1]),
      sessions: replyNumber(parts[at + 2]),
    });
  return claims;
}
