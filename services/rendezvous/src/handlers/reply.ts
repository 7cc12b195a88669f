import { peerId } from "@fairlead/base";
import { decideReply, type Reply, type ReplyDecision, type ReplySource, replyKey } from "@fairlead/protocol";
import type { WaitingEntry } from "../waiting/waiting-entry.ts";
import type { Workings } from "../workings.ts";

/**
 * B answers, on a connection or from a socket of its own [PS-1]–[PS-4] [LA-1] [RR-1]. The tag, or the addresses, lead to the request; what proves nothing is dropped.
 * Never answered to where it came from [UD-2].
 */
export function handleReply(reply: Reply, source: ReplySource, workings: Workings): Promise<void> | undefined {
  if (workings.replyFaults.isShutOut(source.address.ip)) return void workings.ports.drops.drop("rate_limited");
  const waiting = workings.waiting.find(replyKey(reply), source.address.ip);
  if (waiting === undefined) return decide(reply, source, workings, undefined, undefined);
  const here = workings.presence.identityOf(waiting.targetId);
  if (here !== undefined || workings.ports.signer === undefined)
    return decide(reply, source, workings, waiting, here?.pk);
  return readAndDecide(reply, source, workings, waiting);
}

/** B is known to the store only: it was here when it was asked, and is not any more. */
async function readAndDecide(
  reply: Reply,
  source: ReplySource,
  workings: Workings,
  waiting: WaitingEntry,
): Promise<void> {
  const stored = await workings.ports.registry.find(peerId(waiting.targetId)).catch((error: unknown) => {
    workings.operator.storeFailed("find", error);
    return undefined;
  });
  await decide(reply, source, workings, waiting, stored?.pk);
}

function decide(
  reply: Reply,
  source: ReplySource,
  workings: Workings,
  waiting: WaitingEntry | undefined,
  pk: Uint8Array | undefined,
): Promise<void> | undefined {
  const { signer, random, drops } = workings.ports;
  const signs = signer !== undefined && waiting !== undefined && pk !== undefined;
  const signTarget = signs ? () => signer.signIdPk(waiting.targetId, pk) : undefined;
  const decision = decideReply(reply, waiting, { source, signTarget, tm: random.uint32() });
  if (decision.kind === "deliver" && waiting !== undefined) return deliver(decision, waiting, workings);
  if (decision.kind === "deliver") return undefined;
  drops.drop(decision.reason);
  if (decision.reason === "unmatched_reply" || decision.reason === "unverified_source")
    workings.replyFaults.count(source.address.ip);
  return undefined;
}

type Delivery = Extract<ReplyDecision, { kind: "deliver" }>;

/** [RL-3] A relay knows of the session before A hears of it. Answered from now, so that a second copy finds it so. */
function deliver(decision: Delivery, waiting: WaitingEntry, workings: Workings): Promise<void> | undefined {
  waiting.answered = true;
  workings.metrics.punch(decision.outcome);
  if (decision.admits === undefined) return void waiting.requester.answer(decision.payload);
  return admitAndDeliver(decision, decision.admits, waiting, workings);
}

async function admitAndDeliver(
  decision: Delivery,
  uuid: NonNullable<Delivery["admits"]>,
  waiting: WaitingEntry,
  { ports }: Workings,
): Promise<void> {
  const admission = { uuid, peerId: waiting.targetId, fromIp: waiting.controlling.ip, purpose: "session" } as const;
  try {
    await ports.admissions.admit(admission);
  } catch (error) {
    ports.logger.error("admission.failed", { error, id: waiting.targetId });
    return ports.drops.drop("not_brokered");
  }
  waiting.requester.answer(decision.payload);
}
