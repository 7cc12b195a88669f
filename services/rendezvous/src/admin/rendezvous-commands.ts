import type { AdminCommand } from "@fairlead/runtime";
import { relayCommands } from "../relays/relay-commands.ts";
import type { Rendezvous } from "../rendezvous.ts";
import { consoleCommands } from "./console-commands.ts";
import { peerCommands } from "./peer-commands.ts";
import { serverCommands } from "./server-commands.ts";

/** What `ctl` may ask a rendezvous: the old console's words with the same answers, and our own. `h` is `ctl help`. */
export function rendezvousCommands(rendezvous: Rendezvous): readonly AdminCommand[] {
  const { workings } = rendezvous;
  return [
    ...consoleCommands(workings),
    ...peerCommands(workings),
    ...serverCommands(workings),
    ...relayCommands(workings),
  ];
}
