import type { AdminCommand } from "@fairlead/runtime";
import type { Workings } from "../workings.ts";
import { explainCommand } from "./explain-command.ts";
import { relaysCommand } from "./relays-command.ts";

/** The relays there are, and why one is chosen. */
export function relayCommands(workings: Workings): readonly AdminCommand[] {
  return [relaysCommand(workings.ports.relays, workings.ports.cluster), explainCommand(workings)];
}
