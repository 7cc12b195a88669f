import { type Clock, ExpiringMap } from "@fairlead/base";
import { SourceBudget, type SourceBudgetSettings } from "@fairlead/protocol";
import { limitKey } from "@fairlead/wire";

/** Late replies are honest: an office of hundreds has dozens at a time. A guesser of 46 bits needs more. */
const replyFaultDefaults: SourceBudgetSettings = { perSecond: 50, burst: 300, maxSources: 10_000 };
const SHUT_OUT_MS = 10_000;

/** Sources whose replies keep matching nothing: whoever sends too many of them is not listened to for a while [PS-3]. */
export class ReplyFaults {
  readonly #clock: Clock;
  readonly #budget: SourceBudget;
  readonly #shutOut: ExpiringMap<string, true>;

  constructor(clock: Clock, settings: SourceBudgetSettings = replyFaultDefaults) {
    this.#clock = clock;
    this.#budget = new SourceBudget(settings);
    this.#shutOut = new ExpiringMap({ capacity: settings.maxSources, lifetimeMs: SHUT_OUT_MS });
  }

  isShutOut(ip: string): boolean {
    return this.#shutOut.get(limitKey(ip), this.#clock.now()) !== undefined;
  }

  count(ip: string): void {
    const nowMs = this.#clock.now();
    if (!this.#budget.tryTake(ip, nowMs)) this.#shutOut.set(limitKey(ip), true, nowMs);
  }
}
