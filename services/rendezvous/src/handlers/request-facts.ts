import { type ClientTransport, isWebSocket, type RequestFacts } from "@fairlead/protocol";
import type { Session } from "../session/session.ts";
import type { Target } from "./target.ts";

/** What A's request for this device is decided by, whichever request it is. */
export function requestFacts(
  { workings, transport, controlling }: Session,
  targetId: string,
  target: Target,
): RequestFacts {
  const nowMs = workings.ports.clock.now();
  workings.sources.asked(controlling.ip, nowMs);
  const targetIp = target.facts?.registeredIp;
  const question = { controllingIp: controlling.ip, targetId, targetIp, webSocket: usesWebSocket(transport, target) };
  return {
    controlling: { address: controlling, transport },
    target: target.facts,
    suspended: workings.ports.cluster.tenants.tenantOf(targetId)?.suspended,
    relayOverrides: workings.settings.relayOverrides,
    pickRelay: () => workings.relayDesk.pick(question),
    nowMs,
  };
}

/** A client that registers or asks by WebSocket dials relays so, too. */
function usesWebSocket(controlling: ClientTransport, { peer, elsewhere }: Target): boolean {
  const target = peer?.transport ?? elsewhere?.at.transport;
  return isWebSocket(controlling) || (target !== undefined && isWebSocket(target));
}
