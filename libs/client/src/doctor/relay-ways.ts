import { isIP } from "node:net";
import { splitHostPort } from "../endpoint.ts";

export type RelayWay = "TCP" | "WebSocket";

/**
 * How clients can dial a relay of this address. A URL is dialled as it is, and by nothing else. On WebSocket a client drops the port of a name, so that no relay of its own
 * can be meant by it; an IP address is dialled two ports above.
 */
export function relayWays(address: string): readonly RelayWay[] {
  if (/^wss?:\/\//.test(address)) return ["WebSocket"];
  return isIP(splitHostPort(address).host) === 0 ? ["TCP"] : ["TCP", "WebSocket"];
}

/** The doctor's name for it. */
export const relayCheck = (address: string, way: RelayWay): string => `relay ${address} by ${way}`;
