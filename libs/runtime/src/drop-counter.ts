import { type Counter, DROP_REASONS, type DropCounter, type DropReason, type Metrics } from "@fairlead/base";

/** Counts losses as `fairlead_drops_total{reason}`. Every reason is there from the start, at 0, so that a rate can be asked of each. */
export function createDropCounter(metrics: Metrics): DropCounter {
  const counters = new Map<string, Counter>();
  for (const reason of Object.keys(DROP_REASONS)) {
    const spec = {
      name: "fairlead_drops_total",
      help: "Messages, connections and requests refused or lost, by reason",
    };
    counters.set(reason, metrics.counter(spec, { reason }));
  }
  return { drop: (reason: DropReason) => counters.get(reason)?.add() };
}
