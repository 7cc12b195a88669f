import { type Clock, ExpiringMap } from "@fairlead/base";

const REMEMBERED_MS = 60_000;
const MAX_REMEMBERED = 10_000;

/** Ids that were changed lately [CI-1] [CL-11]. A registration by the old id that was under way then must not bring it back. */
export class RecentRenames {
  readonly #clock: Clock;
  /** Which registrations came before: by their number. */
  readonly #arrivals = new ExpiringMap<string, number>({ capacity: MAX_REMEMBERED, lifetimeMs: REMEMBERED_MS });

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(oldId: string, arrival: number): void {
    this.#arrivals.set(oldId, arrival, this.#clock.now());
  }

  /** The registration with this number came before its id was changed. */
  isOver(id: string, arrival: number): boolean {
    return arrival < (this.#arrivals.get(id, this.#clock.now()) ?? 0);
  }
}
