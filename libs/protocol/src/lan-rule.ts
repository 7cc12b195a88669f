import type { CidrList } from "@fairlead/wire";
import { type ClientTransport, isWebSocket } from "./transport.ts";

/** The two ends of a session, as far as the LAN is concerned. Addresses are canonical text. */
export interface LanFacts {
  readonly controllingIp: string;
  readonly controllingTransport: ClientTransport;
  readonly targetIp: string;
  /** `--mask`; `undefined` = not set. */
  readonly lanMask: CidrList | undefined;
}

/** [PH-3] One side is in the LAN and the other is not: their only way is a relay. */
export function crossesLanEdge({ controllingIp, targetIp, lanMask }: LanFacts): boolean {
  return lanMask !== undefined && lanMask.contains(controllingIp) !== lanMask.contains(targetIp);
}

/**
 * [PH-4] Both sides are in one LAN: they share an address as we see it, or both are in the mask. A on WebSocket never is, because it cannot dial. What B
 * registered by plays no part. Addresses are compared as canonical text, so only equal families are equal.
 */
export function sharesLan(facts: LanFacts): boolean {
  if (isWebSocket(facts.controllingTransport) || crossesLanEdge(facts)) return false;
  if (facts.controllingIp === facts.targetIp) return true;
  return facts.lanMask?.contains(facts.controllingIp) ?? false;
}
