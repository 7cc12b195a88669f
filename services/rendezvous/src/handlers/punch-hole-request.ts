import {
  decidePunchHole,
  type PunchHoleDecision,
  type PunchPush,
  punchFailure,
  punchMessage,
  punchRefusal,
} from "@fairlead/protocol";
import { encodeMessage, PunchFailure, type PunchHoleRequest, type PunchHoleResponse } from "@fairlead/wire";
import type { PresentPeer } from "../presence/present-peer.ts";
import type { PunchOutcome } from "../rendezvous-metrics.ts";
import type { Session } from "../session/session.ts";
import { pushAgain, pushRequest } from "./push-request.ts";
import { requestFacts } from "./request-facts.ts";
import { absentTarget, NO_TARGET, presentTarget, type Target } from "./target.ts";

interface Request {
  readonly body: PunchHoleRequest;
  readonly raw: Uint8Array;
}

/** A asks for B [PH-1]–[PH-6]. A wrong key is refused before the store hears of it. */
export function handlePunchHoleRequest(session: Session, request: Request): Promise<void> | undefined {
  const { waiting, keys } = session.workings;
  const pending = waiting.repeated(session, request.raw);
  if (pending !== undefined && pushAgain(session, pending)) return undefined;
  const present = presentTarget(request.body.id, session.workings);
  if (present !== undefined) return void decide(session, request, present);
  if (!keys.accepts(request.body.licenceKey)) return void decide(session, request, NO_TARGET);
  return readAndDecide(session, request);
}

async function readAndDecide(session: Session, request: Request): Promise<void> {
  const target = await absentTarget(request.body.id, session.workings);
  if (target !== undefined) decide(session, request, target);
  else refuse(session, punchRefusal("The server is busy, please try again"), "store_failed");
}

function decide(session: Session, request: Request, target: Target): void {
  const { keys, live, settings } = session.workings;
  const decision = decidePunchHole(request.body, {
    ...requestFacts(session, request.body.id, target),
    keys,
    alwaysUseRelay: live.alwaysUseRelay,
    lanMask: settings.lanMask,
  });
  if (decision.kind === "refuse") return void tellRefusal(session, request.body, decision);
  if (target.peer !== undefined) push(session, request, decision, target.peer);
}

function push(session: Session, { body, raw }: Request, decision: PunchPush, peer: PresentPeer): void {
  const request = {
    kind: "punch",
    targetId: body.id,
    targetIp: peer.address.ip,
    relay: decision.relay,
    uuid: "",
    raw,
  } as const;
  const result = pushRequest(session, peer, request, (socketAddr) => encodeMessage(punchMessage(decision, socketAddr)));
  switch (result) {
    case "pushed":
      return void note(session, peer);
    case "gone":
      return void refuse(session, punchFailure(PunchFailure.offline), "offline_peer");
    case "noRoom":
      session.workings.ports.drops.drop("table_full");
      return void refuse(session, punchRefusal("Too many requests, please try again"), "no_room");
    default:
      result satisfies never;
  }
}

function note(session: Session, peer: PresentPeer): void {
  const { ports, metrics, punchLog } = session.workings;
  metrics.punch("pushed");
  punchLog.add({
    wallMs: ports.clock.wall(),
    nowMs: ports.clock.now(),
    fromIp: session.address.ip,
    toIp: peer.address.ip,
    toId: peer.id,
  });
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
  else operator.silentPeer(request.id, presence.departed(request.id));
  refuse(session, decision.response, decision.reason);
}

function refuse(session: Session, body: PunchHoleResponse, outcome: PunchOutcome): void {
  session.workings.metrics.punch(outcome);
  session.send({ kind: "punchHoleResponse", body });
}
