import type { PeerLocation } from "@fairlead/cluster";
import { CLIENT_TRANSPORTS } from "@fairlead/protocol";
import { formatSocketAddress, type NodeRef, parseSocketAddress } from "@fairlead/wire";

/** `17 3f9a udp 203.0.113.7:40001`: scripts compare how it begins. */
export function locationText(at: PeerLocation): string {
  return `${ownerText(at.owner)}${at.transport} ${formatSocketAddress(at.address)}`;
}

/** How every location of this owner begins. */
export function ownerText({ slot, epoch }: NodeRef): string {
  return `${slot} ${encodeURIComponent(epoch)} `;
}

/** `undefined` for what a later release may have written [CL-16]. */
export function parseLocation(text: string): PeerLocation | undefined {
  const [slot = "", epoch = "", transportText, addressText = ""] = text.split(" ");
  const transport = CLIENT_TRANSPORTS.find((known) => known === transportText);
  const address = parseSocketAddress(addressText);
  if (transport === undefined || address === undefined || !/^\d+$/.test(slot)) return undefined;
  return { owner: { slot: Number(slot), epoch: decodeURIComponent(epoch) }, transport, address };
}
