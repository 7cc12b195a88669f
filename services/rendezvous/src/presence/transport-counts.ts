import { CLIENT_TRANSPORTS, type ClientTransport } from "@fairlead/protocol";
import type { PresentPeer } from "./present-peer.ts";

/** How many are here by each way; every way is named. */
export function countByTransport(peers: Iterable<PresentPeer>): ReadonlyMap<ClientTransport, number> {
  const counts = new Map<ClientTransport, number>(CLIENT_TRANSPORTS.map((transport) => [transport, 0]));
  for (const { transport } of peers) counts.set(transport, (counts.get(transport) ?? 0) + 1);
  return counts;
}
