import { type SessionUuid, sessionUuid } from "@fairlead/base";
import { editFields, encodeMessage, type FieldEdit, type RelayResponse, wrapMessage } from "@fairlead/wire";
import { isSessionUuid } from "./identity-shape.ts";
import { punchRefusal } from "./punch-hole-response.ts";
import { relayForControlling } from "./relay-plan.ts";
import type { ReplyDecision, ReplyFacts } from "./reply-decision.ts";
import { targetKey } from "./target-key.ts";
import type { WaitingRequest } from "./waiting-request.ts";

/** Field numbers of RelayResponse that are edited. */
const FIELD = { socketAddr: 1, relayServer: 3, id: 4, pk: 5 } as const;

interface RelayReply {
  readonly body: RelayResponse;
  readonly raw: Uint8Array;
}

/**
 * [RR-1] B wants a relay, or agrees to A's: forwarded field by field, so that what we do not know survives. A reads `relay_server` only when B chose
 * it, and would dial nowhere on an empty one.
 */
export function answerRelayResponse(reply: RelayReply, waiting: WaitingRequest, facts: ReplyFacts): ReplyDecision {
  const refused = reply.body.refuseReason !== "";
  const uuid = waiting.kind === "relay" ? waiting.uuid : reply.body.uuid;
  if (!refused && !isSessionUuid(uuid)) return { kind: "drop", reason: "bad_message" };
  const relayServer = relayForControlling(reply.body.relayServer, waiting.relay);
  if (relayServer === "" && waiting.kind === "punch") return withoutRelay(reply.body);
  const body = editFields(reply.raw, edits(reply.body, relayServer, facts));
  const admits: SessionUuid | undefined = refused ? undefined : sessionUuid(uuid);
  return {
    kind: "deliver",
    payload: wrapMessage("relayResponse", body),
    outcome: refused ? "refused" : "relay",
    admits,
  };
}

/** A refusal reaches A all the same, as a text that it shows; a session that nobody could join does not. */
function withoutRelay({ refuseReason }: RelayResponse): ReplyDecision {
  if (refuseReason === "") return { kind: "drop", reason: "no_relay" };
  const payload = encodeMessage({ kind: "punchHoleResponse", body: punchRefusal(refuseReason) });
  return { kind: "deliver", payload, outcome: "refused", admits: undefined };
}

/** `id` and `pk` share a oneof: where B named itself, A gets the key instead. */
function edits(body: RelayResponse, relayServer: string, facts: ReplyFacts): FieldEdit[] {
  const list: FieldEdit[] = [{ field: FIELD.socketAddr, drop: true }];
  if (relayServer !== body.relayServer) list.push({ field: FIELD.relayServer, set: relayServer });
  list.push({ field: FIELD.id, drop: true });
  const named = (body.id ?? "") !== "";
  if (named) list.push({ field: FIELD.pk, set: targetKey(body.version, facts.signTarget) });
  else list.push({ field: FIELD.pk, drop: true });
  return list;
}
