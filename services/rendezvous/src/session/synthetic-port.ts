import type { Random } from "@fairlead/base";
import type { SocketAddress } from "@fairlead/wire";
import type { WaitingRequests } from "../waiting/waiting-requests.ts";

const LOWEST = 1024;
const TRIES = 64;

/**
 * [PH-6] A port for a client whose own a proxy did not tell. B never reaches it, but tells requests apart by it, and so do we where no tag fits: two
 * clients behind one address must not share one.
 */
export function synthesizeAddress(
  ip: string,
  random: Random,
  waiting: Pick<WaitingRequests, "isWaiting">,
): SocketAddress {
  let address = { ip, port: LOWEST };
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    address = { ip, port: LOWEST + (random.uint32() % (65_536 - LOWEST)) };
    if (!waiting.isWaiting(address)) break;
  }
  return address;
}
