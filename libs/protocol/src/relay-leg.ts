import { type DropReason, type SessionUuid, sessionUuid } from "@fairlead/base";
import type { RendezvousMessage } from "@fairlead/wire";
import { isSessionUuid } from "./identity-shape.ts";
import type { LicenceKeys } from "./licence-keys.ts";

/** `refuse`: close without a byte. */
export type RelayLegDecision =
  | { readonly kind: "accept"; readonly uuid: SessionUuid; readonly peerId: string }
  | { readonly kind: "refuse"; readonly reason: DropReason };

/** [RL-1] The first message of a leg; `undefined` = it was none. */
export function judgeRelayLeg(message: RendezvousMessage | undefined, keys: LicenceKeys): RelayLegDecision {
  if (message === undefined) return { kind: "refuse", reason: "bad_message" };
  if (message.kind !== "requestRelay") return { kind: "refuse", reason: "unexpected_message" };
  const { uuid, id, licenceKey } = message.body;
  if (!keys.accepts(licenceKey)) return { kind: "refuse", reason: "wrong_key" };
  if (!isSessionUuid(uuid)) return { kind: "refuse", reason: "bad_message" };
  return { kind: "accept", uuid: sessionUuid(uuid), peerId: id };
}
