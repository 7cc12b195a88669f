import type { NodeRole } from "@fairlead/cluster";
import { type AdminAnswer, errorAnswer, type NodeCalls } from "@fairlead/runtime";

/** One that does not answer is no reason to give up; that none of these does, is. */
const MAX_ASKED = 3;

/** Words that nodes of this role do not know are asked of one that has the other role. `undefined`: it does not know them either. */
export async function askOtherRole(
  calls: NodeCalls,
  role: NodeRole,
  words: readonly string[],
): Promise<AdminAnswer | undefined> {
  const other: NodeRole = role === "relay" ? "rendezvous" : "relay";
  const candidates = calls.nodes(other).slice(0, MAX_ASKED);
  for (const node of candidates) {
    const reply = await calls.ask(node, words);
    if (reply.kind === "silent") continue;
    return understood(reply.answer, words[0] ?? "", node.name);
  }
  return candidates.length === 0
    ? undefined
    : errorAnswer(`${words[0]} is no command of a ${role}, and no ${other} has answered; do: ctl nodes`);
}

function understood(answer: AdminAnswer, word: string, node: string): AdminAnswer | undefined {
  if (answer.kind !== "error") return answer;
  if (answer.message.startsWith("unknown command")) return undefined;
  if (!/^a relay may not ask/.test(answer.message)) return answer;
  return errorAnswer(
    `${word} is no command of a relay; do: ctl ${word} at ${node}, if it is one of a rendezvous, or ctl help`,
  );
}
