import { encodeMessage, type LocalAddr } from "@fairlead/wire";
import { punchHoleResponse } from "./punch-hole-response.ts";
import { relayForControlling } from "./relay-plan.ts";
import type { ReplyDecision, ReplyFacts } from "./reply-decision.ts";
import { targetKey } from "./target-key.ts";
import type { WaitingRequest } from "./waiting-request.ts";

/** The longest mangled address: IPv6 and a port. */
const MAX_ADDRESS_BYTES = 18;

/** [LA-1] B told its address in the LAN: A gets it as B wrote it. An empty one would read as "ID does not exist". */
export function answerLocalAddr(local: LocalAddr, waiting: WaitingRequest, facts: ReplyFacts): ReplyDecision {
  const length = local.localAddr.length;
  if (length === 0 || length > MAX_ADDRESS_BYTES) return { kind: "drop", reason: "bad_message" };
  const body = punchHoleResponse({
    socketAddr: local.localAddr,
    pk: targetKey(local.version, facts.signTarget),
    relayServer: relayForControlling(local.relayServer, waiting.relay),
    isLocal: true,
    socketAddrV6: local.socketAddrV6,
  });
  const payload = encodeMessage({ kind: "punchHoleResponse", body });
  return { kind: "deliver", payload, outcome: "lan", admits: undefined };
}
