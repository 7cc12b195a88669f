import type { RelayDirectory, RelayView } from "@fairlead/cluster";
import { type AdminCell, type AdminCommand, tableAnswer } from "@fairlead/runtime";

/** Every relay this node chooses among, as it sees them now. */
export function relaysCommand(relays: RelayDirectory): AdminCommand {
  return {
    name: "relays",
    aliases: [],
    usage: "",
    help: "all relays: whether they passed their last probe, where they are, how loaded",
    run: () =>
      tableAnswer(
        ["relay", "answers", "region", "load %", "sessions", "Mbit/s", "state", "release"],
        relays.snapshot().map(row),
      ),
  };
}

/** A relay that only the operator's list names tells nothing of itself. */
function row(relay: RelayView): readonly AdminCell[] {
  const answers = relay.serving ? "yes" : "no";
  if (relay.node === undefined) return [relay.name, answers, "", "", "", "", "", ""];
  const { name, region, load, sessions, usedBps, state, release } = relay;
  return [name, answers, region, (load * 100).toFixed(1), sessions, (usedBps / 2 ** 20).toFixed(1), state, release];
}
