import {
  decidePunchHole,
  losesTag,
  type PunchHoleDecision,
  type PunchPush,
  punchMessage,
  punchRefusal,
} from "@fairlead/protocol";
import { encodeMessage, type PunchHoleRequest, type PunchHoleResponse } from "@fairlead/wire";
import type { Elsewhere } from "../forwarding/elsewhere.ts";
import { type PushResult, refusalPayload } from "../forwarding/push-result.ts";
import type { PresentPeer } from "../presence/present-peer.ts";
import type { PunchOutcome } from "../rendezvous-metrics.ts";
import type { Session } from "../session/session.ts";
import type { NewRequest } from "../waiting/waiting-entry.ts";
import { pushAgain, pushRequest, pushRequestElsewhere, type WritePush } from "./push-request.ts";
import { requestFacts } from "./request-facts.ts";
import { absentTarget, NO_TARGET, presentTarget, type Target } from "./target.ts";

interface Request {
  readonly body: PunchHoleRequest;
  readonly raw: Uint8Array;
}

/** A asks for B [PH-1]–[PH-6]. */
export function handlePunchHoleRequest(session: Session, request: Request): Promise<void> | undefined {
  const pending = session.workings.waiting.repeated(session, request.raw);
  if (pending === undefined) return ask(session, request);
  const pushed = pushAgain(session, pending);
  if (typeof pushed === "boolean") return pushed ? undefined : ask(session, request);
  return pushed.then((done) => (done ? undefined : ask(session, request)));
}

/** A wrong key is refused before the store hears of it. */
function ask(session: Session, request: Request): Promise<void> | undefined {
  const { keys } = session.workings;
  const present = presentTarget(request.body.id, session.workings);
  if (present !== undefined) return decide(session, request, present);
  if (!keys.accepts(request.body.licenceKey)) return decide(session, request, NO_TARGET);
  return readAndDecide(session, request);
}

/** [CL-27] Nobody knows: the client asks again by itself on these words. */
async function readAndDecide(session: Session, request: Request): Promise<void> {
  const target = await absentTarget(request.body.id, session);
  if (target !== undefined) await decide(session, request, target);
  else refuse(session, punchRefusal("The server is busy, please try again"), "store_failed");
}

function decide(session: Session, request: Request, target: Target): Promise<void> | undefined {
  const { keys, live, settings } = session.workings;
  const decision = decidePunchHole(request.body, {
    ...requestFacts(session, request.body.id, target),
    keys,
    alwaysUseRelay: live.alwaysUseRelay,
    lanMask: settings.lanMask,
  });
  if (decision.kind === "refuse") return void tellRefusal(session, request.body, decision);
  if (target.peer !== undefined) return void push(session, request, decision, target.peer);
  if (target.elsewhere !== undefined) return pushElsewhere(session, request, decision, target.elsewhere);
  return undefined;
}

function push(session: Session, request: Request, decision: PunchPush, peer: PresentPeer): void {
  const asked = newRequest(session, request, decision, peer.address.ip, peer.identity);
  told(session, request.body.id, asked, pushRequest(session, peer, asked, writePush(decision)));
}

async function pushElsewhere(session: Session, request: Request, decision: PunchPush, to: Elsewhere): Promise<void> {
  const asked = newRequest(session, request, decision, to.at.address.ip, to.identity);
  const result = await pushRequestElsewhere(session, to, asked, writePush(decision));
  told(session, request.body.id, asked, result);
}

const writePush =
  (decision: PunchPush): WritePush =>
  (socketAddr) =>
    encodeMessage(punchMessage(decision, socketAddr));

function newRequest(
  session: Session,
  { body, raw }: Request,
  { kind, relay }: PunchPush,
  targetIp: string,
  targetIdentity: NewRequest["targetIdentity"],
): NewRequest {
  return {
    kind: "punch",
    targetId: body.id,
    targetIp,
    targetIdentity,
    losesTag: losesTag(kind, session.controlling.ip),
    relay,
    uuid: "",
    raw,
  };
}

function told(session: Session, targetId: string, { targetIp }: NewRequest, result: PushResult): void {
  if (result === "pushed") return void note(session, targetId, targetIp);
  if (result === "noRoom") session.workings.ports.drops.drop("table_full");
  session.workings.metrics.punch(result === "noRoom" ? "no_room" : "offline_peer");
  session.answer(refusalPayload("punch", result));
}

function note(session: Session, toId: string, toIp: string): void {
  const { ports, metrics, punchLog } = session.workings;
  metrics.punch("pushed");
  const [wallMs, nowMs] = [ports.clock.wall(), ports.clock.now()];
  punchLog.add({ wallMs, nowMs, fromIp: session.address.ip, toIp, toId });
}

function tellRefusal(
  session: Session,
  request: PunchHoleRequest,
  decision: Extract<PunchHoleDecision, { kind: "refuse" }>,
): void {
  const { ports, operator, presence } = session.workings;
  ports.drops.drop(decision.reason);
  if (decision.reason === "wrong_key") operator.keyRefused(session.address.ip, request.id, request.licenceKey);
  else if (decision.reason === "unknown_peer") operator.unknownPeer(request.id, session.address.ip);
  else if (decision.reason === "offline_peer") operator.silentPeer(request.id, presence.departed(request.id));
  refuse(session, decision.response, decision.reason);
}

function refuse(session: Session, body: PunchHoleResponse, outcome: PunchOutcome): void {
  session.workings.metrics.punch(outcome);
  session.send({ kind: "punchHoleResponse", body });
}
