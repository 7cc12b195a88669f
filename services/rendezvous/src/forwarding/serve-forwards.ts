import { CLIENT_TRANSPORTS, type ClientTransport, type Reply, replyKey } from "@fairlead/protocol";
import { type BusMessageOf, decodeMessage, type NodeRef } from "@fairlead/wire";
import { settleReply } from "../handlers/settle-reply.ts";
import type { Workings } from "../workings.ts";
import { traceStep } from "./punch-spans.ts";
import { retryFailedPush } from "./retry-failed-push.ts";

/** This node's end of what others forward: devices that are here are pushed to, replies are matched with the requests that wait here. */
export function serveForwards(workings: Workings): Disposable {
  return workings.forwarder.serve({
    push: (push) => handOver(push, workings),
    pushFailed: (from, failed) => inBackground(retryFailedPush(from, failed, workings), workings),
    reply: (from, reply) => inBackground(takeReply(from, reply, workings), workings),
    replyFault: (ip) => workings.replyFaults.count(ip),
  });
}

/** [CL-25] Over the very socket or connection the device registered with. */
function handOver({ peerId, payload, trace }: BusMessageOf<"push">, { presence, ports }: Workings): boolean {
  const pushed = presence.find(peerId)?.channel.push(payload) ?? false;
  traceStep(trace, "push", { pushed }, ports);
  return pushed;
}

/** [CL-23] [CL-50] Judged as if it had come in here: by the address that the other node saw, or was told by a trusted proxy. One hop: what matches nothing here ends here. */
function takeReply(
  from: NodeRef,
  { message, transport, address }: BusMessageOf<"reply">,
  workings: Workings,
): Promise<void> | undefined {
  const reply = decodeMessage(message);
  if (!isReply(reply) || !isTransport(transport)) return void workings.ports.drops.drop("bad_message");
  const waiting = workings.waiting.find(replyKey(reply), address.ip);
  return settleReply(reply, { transport, address, via: from }, waiting, workings);
}

function isReply(message: ReturnType<typeof decodeMessage>): message is Reply {
  return message?.kind === "punchHoleSent" || message?.kind === "localAddr" || message?.kind === "relayResponse";
}

const isTransport = (text: string): text is ClientTransport => (CLIENT_TRANSPORTS as readonly string[]).includes(text);

/** Each is one step of one waiting request, so these are as bounded as those are. */
function inBackground(work: Promise<void> | undefined, { ports }: Workings): void {
  work?.catch((error: unknown) => ports.logger.error("rendezvous.message_failed", { error }));
}
