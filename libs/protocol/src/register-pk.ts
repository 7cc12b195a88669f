import type { DropReason, PeerId } from "@fairlead/base";
import { peerId } from "@fairlead/base";
import { type RegisterPk, type RegisterPkResponse, RegisterPkResult } from "@fairlead/wire";
import { isPeerIdText, isPublicKeyLength, isUuidLength } from "./identity-shape.ts";
import type { LimitCharge, LimitFacts } from "./registration-limits.ts";
import type { ClientTransport } from "./transport.ts";

/** Seconds after which a TCP or WebSocket client that heard nothing for one and a half times as long reconnects [RK-8]. */
export const KEEP_ALIVE_SECONDS = 60;

/** What the store holds of an id. */
export interface StoredIdentity {
  readonly uuid: Uint8Array;
  readonly pk: Uint8Array;
  /** Canonical text. */
  readonly registeredIp: string;
}
export interface RegisterPkFacts {
  readonly transport: ClientTransport;
  /** Canonical text of the source address. */
  readonly sourceIp: string;
  /** As the store has it, from memory or read now; `undefined` = the store was asked and has none. */
  readonly identity: StoredIdentity | undefined;
  /** `RegistrationLimits.look`, for this id and source. */
  readonly limits: LimitFacts;
}
/** The row to write. */
export interface Claim {
  readonly id: PeerId;
  readonly uuid: Uint8Array;
  readonly pk: Uint8Array;
  readonly registeredIp: string;
}

/**
 * `silent`: no answer. `answer`: this, and nothing else happens. `refresh`: identity unchanged, so the peer is present from now and the answer goes out
 * at once. `claim`: the store decides; answer by `answerClaim` when it has. `charge` is what `RegistrationLimits.charge` is told.
 */
export type RegisterPkJudgement =
  | { readonly kind: "silent"; readonly reason: DropReason }
  | { readonly kind: "answer"; readonly response: RegisterPkResponse; readonly reason: DropReason }
  | { readonly kind: "refresh"; readonly response: RegisterPkResponse; readonly charge: LimitCharge }
  | { readonly kind: "claim"; readonly claim: Claim; readonly charge: LimitCharge };

/** How a store answers a claim; `failed` = it could not say, or could not make it durable. */
export type ClaimOutcome = "created" | "updated" | "unchanged" | "conflict" | "failed";
/** `accepted`: the peer is present from now [RK-2]. */
export interface ClaimAnswer {
  readonly accepted: boolean;
  readonly response: RegisterPkResponse;
}

/**
 * A registration, before the store is asked [RK-1] [RK-2] [RK-4] [RK-5] [RK-6] [RK-7]. Another uuid than the stored one is a `claim` too: only the
 * store itself may call it a conflict, because the client throws its id away when it hears of one [RK-3]. The uuid is the proof of an id, so a new key
 * from a new address is accepted: devices are reinstalled, and they roam. `no_register_device` plays no part here: it tells whoever keeps device
 * records to keep none [RK-9].
 */
export function judgeRegisterPk(request: RegisterPk, facts: RegisterPkFacts): RegisterPkJudgement {
  if (!isUuidLength(request.uuid) || !isPublicKeyLength(request.pk)) return { kind: "silent", reason: "bad_message" };
  if (!isPeerIdText(request.id)) return refusal(RegisterPkResult.invalidIdFormat, "bad_peer_id");
  if (facts.identity !== undefined && sameBytes(facts.identity.uuid, request.uuid)) return judgeKnown(request, facts);
  if (facts.limits.addressExhausted) return refusal(RegisterPkResult.tooFrequent, "rate_limited");
  const stranger = facts.identity === undefined;
  if (stranger && facts.limits.peerExhausted) return refusal(RegisterPkResult.tooFrequent, "rate_limited");
  return { kind: "claim", claim: claimOf(request, facts), charge: stranger ? "peerAndAddress" : "address" };
}

/** After the store has spoken [RK-3] [RK-4]. */
export function answerClaim(outcome: ClaimOutcome, transport: ClientTransport): ClaimAnswer {
  switch (outcome) {
    case "created":
    case "updated":
    case "unchanged":
      return { accepted: true, response: accepted(transport) };
    case "conflict":
      return { accepted: false, response: { result: RegisterPkResult.uuidMismatch, keepAlive: 0 } };
    case "failed":
      return { accepted: false, response: { result: RegisterPkResult.serverError, keepAlive: 0 } };
    default:
      return outcome satisfies never;
  }
}

function judgeKnown(request: RegisterPk, facts: RegisterPkFacts): RegisterPkJudgement {
  if (facts.limits.peerExhausted) return refusal(RegisterPkResult.tooFrequent, "rate_limited");
  const unchanged =
    facts.identity !== undefined &&
    sameBytes(facts.identity.pk, request.pk) &&
    facts.identity.registeredIp === facts.sourceIp;
  if (unchanged) return { kind: "refresh", response: accepted(facts.transport), charge: "peer" };
  return { kind: "claim", claim: claimOf(request, facts), charge: "peer" };
}

function claimOf(request: RegisterPk, facts: RegisterPkFacts): Claim {
  return { id: peerId(request.id), uuid: request.uuid, pk: request.pk, registeredIp: facts.sourceIp };
}

/** [RK-8] Over UDP the client's pace is fixed and keep_alive stays unset. */
function accepted(transport: ClientTransport): RegisterPkResponse {
  return { result: RegisterPkResult.ok, keepAlive: transport === "udp" ? 0 : KEEP_ALIVE_SECONDS };
}

function refusal(result: RegisterPkResult, reason: DropReason): RegisterPkJudgement {
  return { kind: "answer", response: { result, keepAlive: 0 }, reason };
}

/** Byte equality. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
