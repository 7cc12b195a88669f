import { answerTestNat } from "@fairlead/protocol";
import type { TestNatRequest } from "@fairlead/wire";
import type { Session } from "../session/session.ts";

/** The source port as seen here [NT-1]; the WebSocket port stands for the main one [NT-2]. */
export function handleTestNatRequest(session: Session, request: TestNatRequest): void {
  const place = session.place === "natTestPort" ? "natTestPort" : "mainPort";
  const { ip, port } = session.address;
  if (session.place !== "webSocket" && session.portKnown)
    session.workings.sources.natTest(place, ip, port, session.workings.ports.clock.now());
  const body = answerTestNat(request, place, session.address.port, session.workings.live.serverList);
  session.send({ kind: "testNatResponse", body });
}
