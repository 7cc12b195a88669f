import type { AdminCommand } from "@fairlead/runtime";
import type { Relay } from "../relay.ts";
import { limitCommands } from "./limit-commands.ts";
import { listCommands } from "./list-commands.ts";
import { sessionCommands } from "./session-commands.ts";

/** What `ctl` may ask a relay: the old relay console's words and our own. `h` is `ctl help`. */
export function relayCommands(relay: Relay): readonly AdminCommand[] {
  return [...listCommands(relay), ...limitCommands(relay), ...sessionCommands(relay)];
}
