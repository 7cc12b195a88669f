import { decideRequestRelay, losesTag, relayRefusal, requestRelayPayload } from "@fairlead/protocol";
import type { RelayResponse, RequestRelay } from "@fairlead/wire";
import type { Elsewhere } from "../forwarding/elsewhere.ts";
import { type PushResult, refusalPayload } from "../forwarding/push-result.ts";
import type { PresentPeer } from "../presence/present-peer.ts";
import type { PunchOutcome } from "../rendezvous-metrics.ts";
import type { Session } from "../session/session.ts";
import type { NewRequest } from "../waiting/waiting-entry.ts";
import { pushAgain, pushRequest, pushRequestElsewhere, type WritePush } from "./push-request.ts";
import { requestFacts } from "./request-facts.ts";
import { absentTarget, presentTarget, type Target } from "./target.ts";

interface Request {
  readonly body: RequestRelay;
  readonly raw: Uint8Array;
}

/** A asks for a relayed session with B [RR-2] [RR-3]. */
export function handleRequestRelay(session: Session, request: Request): Promise<void> | undefined {
  const pending = session.workings.waiting.repeated(session, request.raw);
  if (pending === undefined) return ask(session, request);
  const pushed = pushAgain(session, pending);
  if (typeof pushed === "boolean") return pushed ? undefined : ask(session, request);
  return pushed.then((done) => (done ? undefined : ask(session, request)));
}

function ask(session: Session, request: Request): Promise<void> | undefined {
  const present = presentTarget(request.body.id, session.workings);
  return present === undefined ? readAndDecide(session, request) : decide(session, request, present);
}

async function readAndDecide(session: Session, request: Request): Promise<void> {
  const target = await absentTarget(request.body.id, session);
  if (target !== undefined) await decide(session, request, target);
  else refuse(session, relayRefusal("The server is busy"), "store_failed");
}

function decide(session: Session, request: Request, target: Target): Promise<void> | undefined {
  const decision = decideRequestRelay(request.body, requestFacts(session, request.body.id, target));
  switch (decision.kind) {
    case "drop":
      return void session.refuse(decision.reason);
    case "refuse":
      session.workings.ports.drops.drop(decision.reason);
      return void refuse(session, decision.response, decision.reason);
    case "forward":
      if (target.peer !== undefined) return void push(session, request, decision, target.peer);
      return target.elsewhere && pushElsewhere(session, request, decision, target.elsewhere);
    default:
      return decision satisfies never;
  }
}

type Forward = Extract<ReturnType<typeof decideRequestRelay>, { kind: "forward" }>;

function push(session: Session, request: Request, decision: Forward, peer: PresentPeer): void {
  const asked = newRequest(session, request, decision, peer.address.ip, peer.identity);
  told(session, pushRequest(session, peer, asked, writePush(request, decision)));
}

async function pushElsewhere(session: Session, request: Request, decision: Forward, to: Elsewhere): Promise<void> {
  const asked = newRequest(session, request, decision, to.at.address.ip, to.identity);
  told(session, await pushRequestElsewhere(session, to, asked, writePush(request, decision)));
}

const writePush =
  ({ raw }: Request, { relayServer }: Forward): WritePush =>
  (socketAddr) =>
    requestRelayPayload(raw, relayServer, socketAddr);

function newRequest(
  session: Session,
  { body, raw }: Request,
  { relay }: Forward,
  targetIp: string,
  targetIdentity: NewRequest["targetIdentity"],
): NewRequest {
  return {
    kind: "relay",
    targetId: body.id,
    targetIp,
    targetIdentity,
    losesTag: losesTag("relay", session.controlling.ip),
    relay,
    uuid: body.uuid,
    raw,
  };
}

function told(session: Session, result: PushResult): void {
  const { metrics, ports } = session.workings;
  if (result === "pushed") return void metrics.punch("pushed");
  if (result === "noRoom") ports.drops.drop("table_full");
  metrics.punch(result === "noRoom" ? "no_room" : "offline_peer");
  session.answer(refusalPayload("relay", result));
}

function refuse(session: Session, body: RelayResponse, outcome: PunchOutcome): void {
  session.workings.metrics.punch(outcome);
  session.send({ kind: "relayResponse", body });
}
