import { isIP } from "node:net";

/** Where relays are as a rule; at a domain's name clients of WebSocket then go to `/ws/relay` of its usual web port, as the old server's users set it up. */
const RELAY_PORT = 21_117;

/**
 * Whether a client of WebSocket that is told this name comes to this relay. A URL is dialled as it stands, and an address at its port + 2; of a domain's name the client drops the
 * port: several relays that share a domain by ports are one to it. Relays that join legs among themselves are one anyway [CL-38] [KU-22].
 */
export function isReachedByWebSocket({
  name,
  mesh,
}: {
  readonly name: string;
  readonly mesh?: boolean | undefined;
}): boolean {
  if (mesh === true || /^wss?:\/\//.test(name)) return true;
  const [, bracketed, bare = "", port] = /^(?:\[([^\]]+)\]|([^:]*))(?::(\d+))?$/.exec(name) ?? [];
  if (isIP(bracketed ?? bare) !== 0 || isIP(name) !== 0) return true;
  return port === undefined || Number(port) === RELAY_PORT;
}
