import {
  decideReply,
  punchTrace,
  type Reply,
  type ReplyDecision,
  type ReplySource,
  relayForControlling,
} from "@fairlead/protocol";
import type { NodeRef } from "@fairlead/wire";
import { findNewPlace, mayHaveMoved } from "../forwarding/find-new-place.ts";
import { endPunch, traceStep } from "../forwarding/punch-spans.ts";
import type { WaitingEntry } from "../waiting/waiting-entry.ts";
import type { Workings } from "../workings.ts";
import { admissionOf } from "./admission-of.ts";

/** `via`: the node at which the reply came in; absent = this one. */
export interface IncomingSource extends ReplySource {
  readonly via?: NodeRef | undefined;
}

/**
 * B's reply and the request of this node that it leads to: decided once, delivered or dropped [PS-3] [PS-4]. What proves nothing is held against its source, where it
 * came in [CL-23].
 */
export function settleReply(
  reply: Reply,
  source: IncomingSource,
  waiting: WaitingEntry | undefined,
  workings: Workings,
): Promise<void> | undefined {
  if (waiting === undefined || !mayHaveMoved(waiting, source)) return judge(reply, source, waiting, workings);
  return findNewPlace(waiting, workings).then(() => judge(reply, source, waiting, workings));
}

function judge(
  reply: Reply,
  source: IncomingSource,
  waiting: WaitingEntry | undefined,
  workings: Workings,
): Promise<void> | undefined {
  const { signer, random, drops } = workings.ports;
  const signs = signer !== undefined && waiting !== undefined;
  const signTarget = signs ? () => signer.signIdPk(waiting.targetId, keyOf(waiting, workings)) : undefined;
  const decision = decideReply(reply, waiting, { source, signTarget, tm: random.uint32() });
  if (decision.kind === "deliver") return waiting && deliver(reply, decision, waiting, workings);
  drops.drop(decision.reason);
  if (decision.reason === "unmatched_reply" || decision.reason === "unverified_source") {
    if (source.via === undefined) workings.replyFaults.count(source.address.ip);
    else workings.forwarder.fault(source.via, source.address.ip);
  }
  return undefined;
}

/** [KEY-6] The one that B has here now, else the one that it had when it was asked: no store is read for an answer. */
function keyOf({ targetId, targetIdentity }: WaitingEntry, { presence }: Workings): Uint8Array {
  return (presence.find(targetId)?.identity ?? targetIdentity).pk;
}

type Delivery = Extract<ReplyDecision, { kind: "deliver" }>;

/** [RL-3] [CL-29] A relay knows of the session before A hears of it. Answered from now, so that a second copy finds it so. */
function deliver(
  reply: Reply,
  decision: Delivery,
  waiting: WaitingEntry,
  workings: Workings,
): Promise<void> | undefined {
  waiting.answered = true;
  workings.metrics.punch(decision.outcome);
  if (decision.admits === undefined) return void answer(decision, waiting, workings);
  return admitAndDeliver(reply, decision, decision.admits, waiting, workings);
}

async function admitAndDeliver(
  reply: Reply,
  decision: Delivery,
  uuid: NonNullable<Delivery["admits"]>,
  waiting: WaitingEntry,
  workings: Workings,
): Promise<void> {
  const { ports } = workings;
  try {
    await ports.admissions.admit(admissionOf(uuid, relayOf(reply, waiting), waiting, ports));
  } catch (error) {
    ports.logger.error("admission.failed", { error, id: waiting.targetId });
    endPunch(waiting, "not_brokered");
    return ports.drops.drop("not_brokered");
  }
  answer(decision, waiting, workings);
}

/** The relay that A will dial, when it is the one that was chosen; B may have another of its own [RR-4]. */
function relayOf(reply: Reply, { relay }: WaitingEntry): string | undefined {
  const written = reply.kind === "relayResponse" ? reply.body.relayServer : "";
  return relayForControlling(written, relay) === relay.forControlling ? relay.chosen : undefined;
}

function answer({ outcome, payload }: Delivery, waiting: WaitingEntry, { ports }: Workings): void {
  const heard = waiting.requester.answer(payload);
  if (waiting.span === undefined) return;
  traceStep(punchTrace(waiting), "deliver", { outcome, heard }, ports);
  endPunch(waiting, outcome);
}
