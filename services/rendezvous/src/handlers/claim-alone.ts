import { delay } from "@fairlead/base";
import { StoreUnavailableError } from "@fairlead/cluster";
import { answerClaim, type Claim, type ClaimOutcome, type StoredIdentity } from "@fairlead/protocol";
import type { Workings } from "../workings.ts";
import { accept, answer, type Registration } from "./registration.ts";

/** Before a claim that the store could not keep is tried again. */
const RETRY_AFTER_MS = [200, 800] as const;

/** A claim in a store of this process: a store that fails does so for good, as a full disk does, so the device is told. */
export async function claimAlone(
  registration: Registration,
  claimed: Claim,
  before: StoredIdentity | undefined,
): Promise<void> {
  const { by, workings, request } = registration;
  const outcome = await claimDurably(claimed, workings);
  const { accepted, response } = answerClaim(outcome, by.transport);
  if (outcome === "conflict") workings.operator.idConflict(by.address.ip, request.id);
  if (!accepted) return answer(registration, response);
  const moved = before !== undefined && before.registeredIp !== claimed.registeredIp;
  if (moved) workings.ipChanges.record(request.id, claimed.registeredIp, workings.ports.clock.now());
  accept(registration, response);
}

/** [RK-4] A write that fails is tried again; then it failed. */
async function claimDurably(claimed: Claim, { ports, operator }: Workings): Promise<ClaimOutcome> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const { kind } = await ports.registry.claim(claimed);
      if (kind !== "healing") return kind;
      throw new StoreUnavailableError("the store is being filled again");
    } catch (error) {
      const waitMs = RETRY_AFTER_MS[attempt];
      if (waitMs !== undefined) await delay(ports.clock, waitMs);
      else {
        operator.storeFailed("claim", error);
        return "failed";
      }
    }
  }
}
