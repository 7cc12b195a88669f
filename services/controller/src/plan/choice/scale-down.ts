import { isServing, meanLoad, type Relay } from "../relay/relay.ts";
import { type ChoiceDraft, openWithout, percent, servingAmong } from "./choice-draft.ts";
import { byLoss } from "./drain-order.ts";

/** What those that stay may have on the mean. Below the load at which relays are taken back, so that none is drained and taken back in turn. */
const STAY_LOAD = 0.8;

/** [KU-15] Drains who is too many; during a roll-out one more is not. */
export function scaleDown(draft: ChoiceDraft): void {
  const surge = draft.wanted > 0 && draft.leavers.length > 0 ? 1 : 0;
  const leaving = new Set(draft.leavers);
  const surplus = draft.count - draft.wanted - surge;
  const victims = byLoss(draft.active, (relay) => leaving.has(relay)).slice(0, Math.max(0, surplus));
  for (const victim of victims) {
    const left = openWithout(draft, victim);
    const overload = overloadWithout(draft, victim);
    // Who was taken back is about to serve: until it does, nobody else leaves.
    if (isServing(victim) && left < draft.wanted) {
      draft.hold("ScaleDownWaits", `${left} of ${draft.wanted} would serve without ${victim.name}`);
      return;
    }
    if (overload !== undefined) {
      draft.hold("ScaleDownHeld", overload);
      return;
    }
    draft.drain(victim, "ScaleDown", `${draft.count} relays, ${draft.wanted} asked for`);
  }
}

/** Why the others cannot carry what they have and more; `undefined` = they can. */
export function overloadWithout(draft: ChoiceDraft, victim: Relay): string | undefined {
  if (!isServing(victim)) return undefined;
  const rest = servingAmong(draft.active.filter((relay) => relay !== victim));
  const load = meanLoad(rest);
  if (load < STAY_LOAD) return undefined;
  const { length } = rest;
  return `the other ${length} have a load of ${percent(load)}, and are given no more from ${percent(STAY_LOAD)} on; do: ask for more relays, or annotate a RelayInstance with fairlead.io/drain`;
}
