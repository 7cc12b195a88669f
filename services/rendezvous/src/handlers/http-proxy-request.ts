import { decideHttpProxy, httpProxyStatus } from "@fairlead/protocol";
import type { HttpProxyRequest, HttpProxyResponse } from "@fairlead/wire";
import { callApi } from "../http/api-call.ts";
import type { Session } from "../session/session.ts";

/** A client's API call, taken after a completed key exchange only [HP-1], answered by exactly one frame [HP-2]. */
export function handleHttpProxyRequest(session: Session, request: HttpProxyRequest): Promise<void> | undefined {
  if (!session.keyed) return void session.refuse("not_secured");
  const decision = decideHttpProxy(request);
  if (decision.kind === "answer") return void answer(session, decision.response);
  const { settings, ports } = session.workings;
  if (settings.apiUrl === undefined) return void answer(session, httpProxyStatus(502));
  const limits = { deadlineMs: settings.times.httpProxyMs, maxBytes: settings.bounds.maxHttpProxyResponseBytes };
  const call = { ...decision, baseUrl: settings.apiUrl, clientIp: session.address.ip };
  return callApi(call, limits, ports.clock).then((response) => answer(session, response));
}

function answer(session: Session, body: HttpProxyResponse): void {
  session.workings.metrics.httpProxy(body.status);
  session.send({ kind: "httpProxyResponse", body });
}
