import { KEEP_ALIVE_SECONDS } from "@fairlead/protocol";
import { RegisterPkResult } from "@fairlead/wire";
import type { Session } from "../session/session.ts";

/** [HC-1] A is in a session with B and says so by this connection; it is kept by heartbeats until the session ends. */
export function handleHealthCheck(session: Session): void {
  session.workings.healthChecks.add(session);
  const body = { result: RegisterPkResult.ok, keepAlive: KEEP_ALIVE_SECONDS };
  session.send({ kind: "registerPkResponse", body });
}
