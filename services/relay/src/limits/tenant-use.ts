import type { TenantId } from "@fairlead/base";
import type { SessionBudget } from "@fairlead/cluster";
import type { TenantLoad } from "../relay-load.ts";
import type { SessionRefusal } from "../session-refusal.ts";
import { SharedRate } from "./shared-rate.ts";
import { UseMeter } from "./use-meter.ts";

/** What one tenant uses of this relay, and what it may use. */
export class TenantUse {
  readonly tenant: TenantId;
  readonly rate: SharedRate;
  readonly meter: UseMeter;
  #budget: SessionBudget;
  #suspended = false;
  #sessions = 0;
  #sessionsElsewhere = 0;

  constructor(tenant: TenantId, budget: SessionBudget, relays: number, nowMs: number) {
    this.tenant = tenant;
    this.#budget = budget;
    this.rate = new SharedRate(budget.tenantBps, relays, nowMs);
    this.meter = new UseMeter(nowMs);
  }

  get budget(): SessionBudget {
    return this.#budget;
  }

  get suspended(): boolean {
    return this.#suspended;
  }

  get sessions(): number {
    return this.#sessions;
  }

  get sessionsElsewhere(): number {
    return this.#sessionsElsewhere;
  }

  /** The newest terms hold for all its sessions. */
  setTerms(budget: SessionBudget, suspended: boolean, relays: number, nowMs: number): void {
    this.#budget = budget;
    this.#suspended = suspended;
    this.rate.setLimit(budget.tenantBps, relays, nowMs);
  }

  /** Why one more session is too many now. What other relays hold is a second old: two may let in one each at the same time. */
  refusal(): SessionRefusal | undefined {
    const { tenantSessions } = this.#budget;
    if (this.#suspended) return { reason: "suspended", setting: `tenant ${this.tenant}: suspended` };
    const full = tenantSessions > 0 && this.#sessions + this.#sessionsElsewhere >= tenantSessions;
    return full
      ? { reason: "session_limit", setting: `tenant ${this.tenant}: limits.sessions=${tenantSessions}` }
      : undefined;
  }

  enter(): void {
    this.#sessions += 1;
  }

  leave(): void {
    this.#sessions -= 1;
  }

  share(shareBps: number, sessionsElsewhere: number, nowMs: number): void {
    this.rate.setShare(shareBps, nowMs);
    this.#sessionsElsewhere = sessionsElsewhere;
  }

  load(nowMs: number): TenantLoad {
    const { limitBps } = this.rate;
    const wantedBps = this.rate.wanted(this.meter.usedBps, this.#sessions, nowMs);
    return { tenant: this.tenant, limitBps, wantedBps, sessions: this.#sessions, totalBytes: this.meter.totalBytes };
  }
}
