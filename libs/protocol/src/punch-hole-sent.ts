import { encodeMessage, mangleAddress, type PunchHoleSent } from "@fairlead/wire";
import { punchHoleResponse } from "./punch-hole-response.ts";
import { relayForControlling } from "./relay-plan.ts";
import type { ReplyDecision, ReplyFacts } from "./reply-decision.ts";
import { targetKey } from "./target-key.ts";
import type { WaitingRequest } from "./waiting-request.ts";

/** [PS-1] [PS-2] B has opened its NAT: A is told the address that B's message came from, which is the one to dial. */
export function answerPunchHoleSent(sent: PunchHoleSent, waiting: WaitingRequest, facts: ReplyFacts): ReplyDecision {
  const isUdp = facts.source.transport === "udp";
  const body = punchHoleResponse({
    socketAddr: mangleAddress(facts.source.address, facts.tm),
    pk: targetKey(sent.version, facts.signTarget),
    relayServer: relayForControlling(sent.relayServer, waiting.relay),
    natType: sent.natType,
    isUdp,
    upnpPort: sent.upnpPort,
    socketAddrV6: sent.socketAddrV6,
  });
  const payload = encodeMessage({ kind: "punchHoleResponse", body });
  return { kind: "deliver", payload, outcome: isUdp ? "udp" : "direct", admits: undefined };
}
