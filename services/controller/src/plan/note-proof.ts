import type { ProofResult } from "../reachability/proof.ts";
import type { PlannedProof } from "./plan-parts.ts";
import type { Proof } from "./snapshot.ts";

/** What is known of a relay's address when this answer has come [KU-20]. Of another pod or address nothing is taken over. */
export function noteProof(before: Proof | undefined, planned: PlannedProof, result: ProofResult, nowMs: number): Proof {
  const same = before?.podUid === planned.podUid && before.result.address === result.address ? before : undefined;
  return {
    podUid: planned.podUid,
    result,
    atMs: nowMs,
    failures: result.ok ? 0 : (same?.failures ?? 0) + 1,
    everOk: result.ok || (same?.everOk ?? false),
  };
}
