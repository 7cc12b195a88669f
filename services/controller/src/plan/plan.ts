import type { Plan } from "./plan-parts.ts";
import type { Snapshot } from "./snapshot.ts";

/** What to do now, given what is: nothing is read besides the snapshot, and nothing is remembered [KU-2]. */
export function plan(_snapshot: Snapshot): Plan {
  return {
    apply: [],
    patch: [],
    orders: new Map(),
    delete: [],
    prove: [],
    statuses: [],
    events: [],
    tenantPools: { of: new Map(), others: undefined },
    wakeInMs: undefined,
  };
}
