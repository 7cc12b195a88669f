import type { OutgoingMessage } from "@fairlead/wire";
import type { ClientState } from "./client-state.ts";

/** One message on a new connection that is closed behind it, unread: a key exchange that arrives meanwhile makes the close a reset [KX-5]. */
export async function sayOnce(state: ClientState, message: OutgoingMessage): Promise<void> {
  const connection = await state.dialler.rendezvous();
  connection.send(message);
  connection.close();
}
