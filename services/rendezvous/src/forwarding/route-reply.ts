import { delay } from "@fairlead/base";
import { punchTrace, type Reply, type ReplyKey, type ReplySource } from "@fairlead/protocol";
import { type NodeRef, readRouting, unpackTag, wrapMessage } from "@fairlead/wire";
import type { Workings } from "../workings.ts";
import { sameNode } from "./elsewhere.ts";
import { traceStep } from "./punch-spans.ts";

/** B may be faster than the store. */
const LOOK_AGAIN_MS = 250;

/**
 * A reply that answers no request of this node: one message to the node that holds the request, which its tag names [CL-23], or the shared index [CL-24]. The proof is checked
 * there; here each source has a budget, and a tag that names nobody counts as a failed one.
 */
export function routeReply(
  reply: Reply,
  key: ReplyKey,
  source: ReplySource,
  workings: Workings,
): Promise<void> | undefined {
  if (key.kind === "address") return routeByAddress(reply, key, source, workings);
  const tag = unpackTag(key.tag);
  const holder = tag === undefined ? undefined : workings.forwarder.holderOf(tag.slot);
  if (tag === undefined || holder === undefined) return void unmatched(source, workings);
  if (mayForward(source, workings)) forward(reply, source, { holder, entry: tag.entry }, workings);
  return undefined;
}

type AddressKey = Extract<ReplyKey, { kind: "address" }>;

async function routeByAddress(reply: Reply, key: AddressKey, source: ReplySource, workings: Workings): Promise<void> {
  if (!mayForward(source, workings)) return;
  const { ports, operator } = workings;
  try {
    const look = () => ports.cluster.waitIndex.find(key.controlling, key.targetId);
    let place = await look();
    if (place === undefined && (await delay(ports.clock, LOOK_AGAIN_MS))) place = await look();
    if (place === undefined || sameNode(place, ports.cluster.nodes.self)) unmatched(source, workings);
    else forward(reply, source, { holder: place, entry: place.entry }, workings);
  } catch (error) {
    operator.storeFailed("wait", error);
    ports.drops.drop("store_unavailable");
  }
}

interface Holding {
  readonly holder: NodeRef;
  readonly entry: number;
}

function forward(reply: Reply, { transport, address }: ReplySource, { holder, entry }: Holding, workings: Workings) {
  const routing = readRouting(reply.body.socketAddr);
  const trace = routing === undefined || routing.tag === 0n ? "" : punchTrace(routing);
  const lost = workings.forwarder.reply(holder, {
    entry,
    message: wrapMessage(reply.kind, reply.raw),
    transport,
    address,
    trace,
  });
  traceStep(trace, "reply", { kind: reply.kind, sent: lost === undefined }, workings.ports);
}

function mayForward({ address }: ReplySource, { forwardBudget, ports }: Workings): boolean {
  if (forwardBudget.tryTake(address.ip, ports.clock.now())) return true;
  ports.drops.drop("rate_limited");
  return false;
}

function unmatched({ address }: ReplySource, { ports, replyFaults }: Workings): void {
  ports.drops.drop("unmatched_reply");
  replyFaults.count(address.ip);
}
