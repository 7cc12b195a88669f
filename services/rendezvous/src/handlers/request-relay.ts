import { decideRequestRelay, relayRefusal, requestRelayPayload } from "@fairlead/protocol";
import type { RelayResponse, RequestRelay } from "@fairlead/wire";
import type { PunchOutcome } from "../rendezvous-metrics.ts";
import type { Session } from "../session/session.ts";
import { pushAgain, pushRequest } from "./push-request.ts";
import { requestFacts } from "./request-facts.ts";
import { absentTarget, presentTarget, type Target } from "./target.ts";

interface Request {
  readonly body: RequestRelay;
  readonly raw: Uint8Array;
}

/** A asks for a relayed session with B [RR-2] [RR-3]. */
export function handleRequestRelay(session: Session, request: Request): Promise<void> | undefined {
  const pending = session.workings.waiting.repeated(session, request.raw);
  if (pending !== undefined && pushAgain(session, pending)) return undefined;
  const present = presentTarget(request.body.id, session.workings);
  if (present !== undefined) return void decide(session, request, present);
  return readAndDecide(session, request);
}

async function readAndDecide(session: Session, request: Request): Promise<void> {
  const target = await absentTarget(request.body.id, session.workings);
  if (target !== undefined) decide(session, request, target);
  else refuse(session, relayRefusal("The server is busy"), "store_failed");
}

function decide(session: Session, request: Request, target: Target): void {
  const decision = decideRequestRelay(request.body, requestFacts(session, request.body.id, target));
  switch (decision.kind) {
    case "drop":
      return void session.refuse(decision.reason);
    case "refuse":
      session.workings.ports.drops.drop(decision.reason);
      return void refuse(session, decision.response, target.facts === undefined ? "unknown_peer" : "offline_peer");
    case "forward":
      return void push(session, request, decision, target);
    default:
      decision satisfies never;
  }
}

type Forward = Extract<ReturnType<typeof decideRequestRelay>, { kind: "forward" }>;

function push(session: Session, { body, raw }: Request, decision: Forward, { peer }: Target): void {
  if (peer === undefined) return;
  const request = {
    kind: "relay",
    targetId: body.id,
    targetIp: peer.address.ip,
    relay: decision.relay,
    uuid: body.uuid,
    raw,
  } as const;
  const result = pushRequest(session, peer, request, (address) =>
    requestRelayPayload(raw, decision.relayServer, address),
  );
  if (result === "pushed") return void session.workings.metrics.punch("pushed");
  if (result === "gone") return void refuse(session, relayRefusal("Remote desktop is offline"), "offline_peer");
  session.workings.ports.drops.drop("table_full");
  refuse(session, relayRefusal("Too many requests"), "no_room");
}

function refuse(session: Session, body: RelayResponse, outcome: PunchOutcome): void {
  session.workings.metrics.punch(outcome);
  session.send({ kind: "relayResponse", body });
}
