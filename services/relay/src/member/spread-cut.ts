/** Sessions that a drain ends are ended over so long, not at one blow: their clients come back one after the other [KU-17]. */
const SPREAD_MS = 60_000;

/** How many sessions of one drain are to end, asked once a second: the share of those that were left at its deadline that is due by now. */
export class SpreadCut {
  #leftAtDeadline: number | undefined;

  /** `overdueMs`: since the deadline; negative before it, or where there is none. */
  due(sessions: number, overdueMs: number): number {
    if (overdueMs < 0) {
      this.#leftAtDeadline = undefined;
      return 0;
    }
    this.#leftAtDeadline ??= sessions;
    const kept = Math.ceil(this.#leftAtDeadline * Math.max(0, 1 - overdueMs / SPREAD_MS));
    return Math.max(0, sessions - kept);
  }
}
