import type { ClaimResult } from "@fairlead/cluster";
import { answerClaim, type Claim, type LimitCharge } from "@fairlead/protocol";
import type { Ownership } from "../ownership/ownership.ts";
import { accept, answer, type Registration } from "./registration.ts";

/**
 * A claim in the store that all nodes share, with where the device is [CL-10]. What the store does not say is answered by silence: a UUID_MISMATCH that nobody read would cost the
 * device its id, and the client repeats itself anyway [CL-12] [CL-27]. `undefined`: it said nothing, or not yet.
 */
export async function claimShared(
  registration: Registration,
  ownership: Ownership,
  claimed: Claim,
): Promise<ClaimResult | undefined> {
  const { by, workings, request } = registration;
  const { transport, address } = by;
  const owner = workings.ports.cluster.nodes.self;
  const result = await ownership.claims.ask(claimed, { owner, transport, address });
  if (result === undefined || result.kind === "healing") return undefined;
  const { accepted, response } = answerClaim(result.kind, transport);
  if (!accepted) {
    workings.operator.idConflict(address.ip, request.id);
    answer(registration, response);
    return result;
  }
  if (result.kind === "updated" && result.previous.registeredIp !== claimed.registeredIp)
    workings.ipChanges.record(request.id, claimed.registeredIp, workings.ports.clock.now());
  const peer = accept(registration, response);
  if (peer === undefined) ownership.unwanted(request.id);
  else if (result.kind !== "conflict") ownership.claims.accepted(peer, owner, result);
  return result;
}

/** Which counters an answered claim of an id that nobody had looked up moves: one that is stored as it came is no newcomer [CL-26]. */
export function chargeOf({ kind }: ClaimResult): LimitCharge {
  if (kind === "created") return "peerAndAddress";
  return kind === "conflict" ? "address" : "peer";
}
