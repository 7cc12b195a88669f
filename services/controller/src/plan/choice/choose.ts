import type { PoolFacts } from "../relay/relay.ts";
import { meanLoad } from "../relay/relay.ts";
import { type Choice, isVoluntary } from "./choice.ts";
import { ChoiceDraft, type ChoiceTerms, percent, servingAmong } from "./choice-draft.ts";
import { byNewestDrain } from "./drain-order.ts";
import { makeWay } from "./make-way.ts";
import { scaleDown } from "./scale-down.ts";

/** From here on the serving relays carry as much as they may: a draining one is taken back [KU-15]. */
const TAKE_BACK_LOAD = 0.9;

/** Which relays serve, which are emptied, which are started. While the store is silent, nothing is emptied that need not be. */
export function choose(facts: PoolFacts, terms: ChoiceTerms): Choice {
  const draft = new ChoiceDraft(facts, terms);
  settleCauses(draft);
  fillUp(draft);
  if (facts.relays.every(({ heard }) => heard)) {
    makeWay(draft);
    scaleDown(draft);
    relieve(draft, facts.pool.status?.load ?? 0);
  }
  return draft.done();
}

/** [KU-16] Who must leave at once does; who need not any more is taken back. */
function settleCauses(draft: ChoiceDraft): void {
  for (const relay of draft.relays) {
    const cause = draft.causeOf(relay);
    const drain = draft.drainOf(relay);
    if (drain === undefined) {
      if (cause?.urgent) draft.drain(relay, cause.reason, cause.message);
    } else if (cause !== undefined) {
      if (isVoluntary(drain)) draft.rename(relay, { ...drain, reason: cause.reason, message: cause.message });
    } else if (!isVoluntary(drain) && draft.canReturn(relay)) {
      draft.takeBack(relay, "CauseGone", `what it was drained for is over: ${drain.message ?? drain.reason}`);
    }
  }
}

/** [KU-15] Draining relays are taken back, newest first, before a pod is started. */
function fillUp(draft: ChoiceDraft): void {
  const message = (): string => `${draft.count} of ${draft.wanted} relays asked for`;
  const ready = byNewestDrain(draft.relays.filter((relay) => draft.drainOf(relay) && draft.canReturn(relay)));
  const current = [...ready.filter((relay) => !draft.isStale(relay)), ...ready.filter((relay) => draft.isStale(relay))];
  for (const relay of current) if (draft.count < draft.wanted) draft.takeBack(relay, "Needed", message());
  while (draft.count < draft.wanted) draft.start("Needed", message());
}

/** [KU-15] Looked at twice, now and when the status was written last: a second of noise takes nobody back. */
function relieve(draft: ChoiceDraft, loadBefore: number): void {
  const serving = servingAmong(draft.active);
  const load = meanLoad(serving);
  if (serving.length === 0 || load < TAKE_BACK_LOAD || loadBefore < TAKE_BACK_LOAD * 100) return;
  const [newest] = byNewestDrain(draft.relays.filter((relay) => draft.drainOf(relay) && draft.canReturn(relay)));
  if (newest === undefined) return;
  draft.takeBack(newest, "LoadRises", `${serving.length} serving relays have a load of ${percent(load)}`);
}
