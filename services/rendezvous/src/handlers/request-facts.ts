import type { RequestFacts } from "@fairlead/protocol";
import type { Session } from "../session/session.ts";
import type { Target } from "./target.ts";

/** What A's request for this device is decided by, whichever request it is. */
export function requestFacts(
  { workings, transport, controlling }: Session,
  targetId: string,
  target: Target,
): RequestFacts {
  const nowMs = workings.ports.clock.now();
  const question = { controllingIp: controlling.ip, targetId, targetIp: target.facts?.registeredIp };
  return {
    controlling: { address: controlling, transport },
    target: target.facts,
    suspended: workings.ports.cluster.tenants.tenantOf(targetId)?.suspended,
    relayOverrides: workings.settings.relayOverrides,
    pickRelay: () => workings.relayDesk.pick(question),
    nowMs,
  };
}
