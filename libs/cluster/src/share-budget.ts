/** What one relay asks of a budget, at its last report. */
export interface BudgetWish {
  readonly relay: string;
  readonly wantedBps: number;
}

/**
 * Divides a limit among those who ask [CL-36]: who wants little gets what it wants, the rest is divided equally among the others; what nobody wants is divided equally
 * too, so that whoever needs more a moment later has room. The shares of one set of wishes add up to the limit.
 */
export function shareBudget(limitBps: number, wishes: readonly BudgetWish[]): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  let leftBps = limitBps;
  const modestFirst = [...wishes].sort((one, other) => one.wantedBps - other.wantedBps);
  for (const [index, { relay, wantedBps }] of modestFirst.entries()) {
    const share = Math.min(Math.max(0, wantedBps), leftBps / (modestFirst.length - index));
    shares.set(relay, share);
    leftBps -= share;
  }
  for (const [relay, share] of shares) shares.set(relay, share + leftBps / shares.size);
  return shares;
}
