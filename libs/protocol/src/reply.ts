import { answerLocalAddr } from "./local-addr.ts";
import { answerPunchHoleSent } from "./punch-hole-sent.ts";
import { answerRelayResponse } from "./relay-response.ts";
import type { Reply, ReplyDecision, ReplyFacts } from "./reply-decision.ts";
import { replyFault } from "./reply-proof.ts";
import type { WaitingRequest } from "./waiting-request.ts";

/**
 * B's reply and the waiting request that its tag, or its addresses, lead to: see `replyKey`. `undefined` = none. Nothing is delivered that is not
 * proven, and nothing is delivered twice [PS-3] [PS-4].
 */
export function decideReply(reply: Reply, waiting: WaitingRequest | undefined, facts: ReplyFacts): ReplyDecision {
  if (waiting === undefined) return { kind: "drop", reason: "unmatched_reply" };
  const fault = replyFault(reply, waiting, facts.source);
  if (fault !== undefined) return { kind: "drop", reason: fault };
  switch (reply.kind) {
    case "punchHoleSent":
      return answerPunchHoleSent(reply.body, waiting, facts);
    case "localAddr":
      return answerLocalAddr(reply.body, waiting, facts);
    case "relayResponse":
      return answerRelayResponse(reply, waiting, facts);
    default:
      return reply satisfies never;
  }
}
