import { decideOnline } from "@fairlead/protocol";
import type { OnlineRequest } from "@fairlead/wire";
import type { Session } from "../session/session.ts";

/** Which of these devices are here [OQ-1] [OQ-2]. */
export function handleOnlineRequest(session: Session, request: OnlineRequest): void {
  const { presence, settings } = session.workings;
  const decision = decideOnline(request.peers, (id) => presence.find(id) !== undefined, settings.bounds.maxOnlineIds);
  if (decision.kind === "end") return void session.refuse(decision.reason);
  session.send({ kind: "onlineResponse", body: { states: decision.states } });
}
