import { RENEWAL_SHARE, SETTLE_MS } from "./certificate-terms.ts";
import type { TrustFacts } from "./trust-secret.ts";

/** What to do with one role's Secret. */
export type TrustStep =
  | { readonly kind: "keep" }
  /** Nodes take the authority's certificates from now on, and go on showing their own. */
  | { readonly kind: "trust" }
  | { readonly kind: "issue"; readonly why: IssueReason }
  /** Nodes take nobody else's any more. */
  | { readonly kind: "forget" };

export type IssueReason =
  | "there is none that can be used"
  | "it ends"
  | "two thirds of its life are over"
  | "the authority has changed";

export interface TrustJudgement<Role extends string> {
  readonly steps: ReadonlyMap<Role, TrustStep>;
  /** When to look again at the latest, though nothing changes. */
  readonly nextMs: number;
}

/**
 * When certificates of the bus are replaced [KU-25]: at two thirds of their life, and when the authority has changed. Then in three steps, each in use everywhere before the next,
 * so that no node ever shows a certificate that another does not take: all take the new authority beside the old; all get certificates of the new; all forget the old.
 */
export function judgeTrust<Role extends string>(
  roles: ReadonlyMap<Role, TrustFacts>,
  nowMs: number,
): TrustJudgement<Role> {
  const all = [...roles.values()];
  const settlesMs = Math.max(0, ...all.map(({ changedMs }) => changedMs)) + SETTLE_MS;
  const scene = {
    nowMs,
    settled: nowMs >= settlesMs,
    allTrust: all.every(({ trustsAuthority }) => trustsAuthority),
    allMoved: all.every(({ certificate }) => certificate?.byAuthority === true),
  };
  const steps = new Map([...roles].map(([role, facts]) => [role, stepOf(facts, scene)] as const));
  const nextMs = Math.min(...all.map(renewsMs), ...(scene.settled ? [] : [settlesMs]));
  return { steps, nextMs: Math.max(nowMs, nextMs) };
}

interface Scene {
  readonly nowMs: number;
  readonly settled: boolean;
  readonly allTrust: boolean;
  readonly allMoved: boolean;
}

function stepOf(facts: TrustFacts, { nowMs, settled, allTrust, allMoved }: Scene): TrustStep {
  const { certificate, trustsAuthority, trustsOthers } = facts;
  if (certificate === undefined) return { kind: "issue", why: "there is none that can be used" };
  if (certificate.endsMs - nowMs <= SETTLE_MS) return { kind: "issue", why: "it ends" };
  if (!trustsAuthority) return { kind: "trust" };
  if (!certificate.byAuthority)
    return allTrust && settled ? { kind: "issue", why: "the authority has changed" } : { kind: "keep" };
  if (nowMs >= renewsMs(facts)) return { kind: "issue", why: "two thirds of its life are over" };
  return trustsOthers && allMoved && settled ? { kind: "forget" } : { kind: "keep" };
}

/** When two thirds of its life are over. */
function renewsMs({ certificate }: TrustFacts): number {
  if (certificate === undefined) return 0;
  return certificate.startsMs + (certificate.endsMs - certificate.startsMs) * RENEWAL_SHARE;
}
