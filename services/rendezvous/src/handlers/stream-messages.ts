import { isChangeId } from "@fairlead/protocol";
import type { RegisterPk, RendezvousMessage } from "@fairlead/wire";
import type { Session } from "../session/session.ts";
import { handleChangeId } from "./change-id.ts";
import { handleHealthCheck } from "./health-check.ts";
import { handleHttpProxyRequest } from "./http-proxy-request.ts";
import { handleOnlineRequest } from "./online-request.ts";
import { handlePunchHoleRequest } from "./punch-hole-request.ts";
import { handleRegisterPk } from "./register-pk.ts";
import { handleReply } from "./reply.ts";
import { handleRequestRelay } from "./request-relay.ts";
import { handleTestNatRequest } from "./test-nat-request.ts";

/** What the main TCP port and the WebSocket port take, and who handles it. Anything else ends the connection [SE-3] [RP-4] [CU-2]. */
export function handleMainMessage(session: Session, message: RendezvousMessage): Promise<void> | undefined {
  switch (message.kind) {
    case "registerPk":
      return registerOrRename(session, message.body);
    case "punchHoleRequest":
      return handlePunchHoleRequest(session, message);
    case "requestRelay":
      return handleRequestRelay(session, message);
    case "punchHoleSent":
    case "localAddr":
    case "relayResponse":
      return endAfter(session, handleReply(message, session, session.workings));
    case "onlineRequest":
      return handleOnlineRequest(session, message.body);
    case "testNatRequest":
      return void handleTestNatRequest(session, message.body);
    case "hc":
      return void handleHealthCheck(session);
    case "httpProxyRequest":
      return handleHttpProxyRequest(session, message.body);
    default:
      return void session.refuse("unexpected_message");
  }
}

/** The NAT-test port takes two questions, each answered, then closed [NT-1] [OQ-1]. */
export function handleNatTestMessage(session: Session, message: RendezvousMessage): Promise<void> | undefined {
  if (message.kind === "onlineRequest") return endAfter(session, handleOnlineRequest(session, message.body));
  if (message.kind !== "testNatRequest") return void session.refuse("unexpected_message");
  handleTestNatRequest(session, message.body);
  return void session.end();
}

function registerOrRename(session: Session, request: RegisterPk): Promise<void> | undefined {
  if (isChangeId(request)) return handleChangeId(session, request);
  return handleRegisterPk(request, session, session.workings);
}

/** Whoever says one thing and leaves. */
function endAfter(session: Session, work: Promise<void> | undefined): Promise<void> | undefined {
  if (work === undefined) return void session.end();
  return work.finally(() => session.end());
}
