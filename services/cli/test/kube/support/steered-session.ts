import { clock } from "../../whole/support/clients.ts";
import { farEnd } from "../../whole/support/far-end.ts";
import { NumberedSession } from "./numbered-session.ts";
import type { OutsideClients } from "./outside-clients.ts";

/** A session through the very relay of this address: the device's own `relay-server` option wins over what the rendezvous chose [RR-4]. */
export async function sessionThrough(clients: OutsideClients, address: string): Promise<NumberedSession> {
  const device = await clients.registered({ relayServer: address });
  const outcome = await clients.make({ mode: "tcp" }).connect(device.id, { forceRelay: true });
  if (outcome.kind === "failed") throw new Error(`no session through ${address}: ${outcome.text}`);
  const far = await farEnd(device, outcome.session.uuid);
  const session = new NumberedSession(clock, outcome.session, far);
  if (session.relay !== address) throw new Error(`the session went through ${session.relay}, not ${address}`);
  return session;
}
