import { isSolo } from "@fairlead/cluster";
import { type Reply, type ReplySource, replyKey } from "@fairlead/protocol";
import { routeReply } from "../forwarding/route-reply.ts";
import type { Workings } from "../workings.ts";
import { settleReply } from "./settle-reply.ts";

/**
 * B answers, on a connection or from a socket of its own [PS-1]–[PS-4] [LA-1] [RR-1]. The tag, or the addresses, lead to the request, here or at another node; what
 * proves nothing is dropped. Never answered to where it came from [UD-2].
 */
export function handleReply(reply: Reply, source: ReplySource, workings: Workings): Promise<void> | undefined {
  const { replyFaults, waiting, ports } = workings;
  if (replyFaults.isShutOut(source.address.ip)) return void ports.drops.drop("rate_limited");
  const key = replyKey(reply);
  const found = waiting.find(key, source.address.ip);
  if (found === undefined && !isSolo(ports.cluster)) return routeReply(reply, key, source, workings);
  return settleReply(reply, source, found, workings);
}
