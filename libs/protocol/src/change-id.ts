import type { DropReason, PeerId } from "@fairlead/base";
import { peerId } from "@fairlead/base";
import { type RegisterPk, type RegisterPkResponse, RegisterPkResult } from "@fairlead/wire";
import { isChosenId, isUuidLength } from "./identity-shape.ts";
import { type StoredIdentity, sameBytes } from "./register-pk.ts";

/** RegisterPk with an old id is a person at the device choosing another id [CI-1]. */
export const isChangeId = (request: RegisterPk): boolean => request.oldId !== "";

export interface ChangeIdFacts {
  /** Canonical text of the source address. */
  readonly sourceIp: string;
  /** What the store holds under the old and the new id. */
  readonly old: StoredIdentity | undefined;
  readonly taken: StoredIdentity | undefined;
  /** The source, or the id, has asked too often: see `renameBudgetDefaults`. */
  readonly tooFrequent: boolean;
}
export type ChangeIdDecision =
  | { readonly kind: "answer"; readonly response: RegisterPkResponse; readonly reason: DropReason }
  | { readonly kind: "rename"; readonly oldId: PeerId; readonly newId: PeerId; readonly uuid: Uint8Array };

/** How a store answers a rename; `failed` = it could not say, or could not make it durable. */
export type RenameOutcome = "renamed" | "unknown" | "uuidMismatch" | "taken" | "failed";

/**
 * [CI-1] There is no proof but the uuid, so the request must come from the address the device registered from. A device whose first answer was lost asks
 * again when the old id is gone and the new one is its own: that is renamed again, which changes nothing. UUID_MISMATCH here costs no id: the window
 * that asked shows "Unknown error".
 */
export function decideChangeId(request: RegisterPk, facts: ChangeIdFacts): ChangeIdDecision {
  if (!isChosenId(request.id)) return refusal(RegisterPkResult.invalidIdFormat, "bad_peer_id");
  if (facts.tooFrequent) return refusal(RegisterPkResult.tooFrequent, "rate_limited");
  const owner = facts.old ?? facts.taken;
  if (!isOwner(request, owner, facts.sourceIp)) return refusal(RegisterPkResult.uuidMismatch, "unverified_source");
  if (facts.old !== undefined && facts.taken !== undefined) return refusal(RegisterPkResult.idExists, "id_taken");
  return { kind: "rename", oldId: peerId(request.oldId), newId: peerId(request.id), uuid: request.uuid };
}

/** [CI-1] After the store has spoken. */
export function answerRename(outcome: RenameOutcome): RegisterPkResponse {
  return { result: resultOf(outcome), keepAlive: 0 };
}

function resultOf(outcome: RenameOutcome): RegisterPkResult {
  switch (outcome) {
    case "renamed":
      return RegisterPkResult.ok;
    case "taken":
      return RegisterPkResult.idExists;
    case "unknown":
    case "uuidMismatch":
      return RegisterPkResult.uuidMismatch;
    case "failed":
      return RegisterPkResult.serverError;
    default:
      return outcome satisfies never;
  }
}

function isOwner(request: RegisterPk, stored: StoredIdentity | undefined, sourceIp: string): boolean {
  if (stored === undefined || !isUuidLength(request.uuid)) return false;
  return sameBytes(stored.uuid, request.uuid) && stored.registeredIp === sourceIp;
}

function refusal(result: RegisterPkResult, reason: DropReason): ChangeIdDecision {
  return { kind: "answer", response: { result, keepAlive: 0 }, reason };
}
