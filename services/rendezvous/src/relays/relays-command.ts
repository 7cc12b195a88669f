import type { ClusterPorts, RelayDirectory, RelayView } from "@fairlead/cluster";
import { type AdminCell, type AdminCommand, tableAnswer } from "@fairlead/runtime";
import { type ManagedRelays, noteOf, readManaged, unpublishedRows } from "./managed-relays.ts";

/** Every relay this node chooses among, as it sees them now, and those that are managed and not to be chosen yet, by their nodes' names. */
export function relaysCommand(relays: RelayDirectory, cluster: Pick<ClusterPorts, "orders">): AdminCommand {
  return {
    name: "relays",
    aliases: [],
    usage: "",
    help: "all relays: whether they passed their last probe, where they are, how loaded, why one is not chosen",
    run: async () => {
      const [managed, views] = [await readManaged(cluster), relays.snapshot()];
      return tableAnswer(
        ["relay", "answers", "region", "load %", "sessions", "Mbit/s", "state", "release", "note"],
        [...views.map((view) => row(view, managed)), ...unpublishedRows(managed, views)],
      );
    },
  };
}

/** A relay that only the operator's list names tells nothing of itself. */
function row(relay: RelayView, managed: ManagedRelays): readonly AdminCell[] {
  const answers = relay.serving ? "yes" : "no";
  if (relay.node === undefined) return [relay.name, answers, "", "", "", "", "", "", ""];
  const { name, region, load, sessions, usedBps, state, release } = relay;
  const [percent, megabits] = [(load * 100).toFixed(1), (usedBps / 2 ** 20).toFixed(1)];
  return [name, answers, region, percent, sessions, megabits, state, release, noteOf(relay, managed)];
}
