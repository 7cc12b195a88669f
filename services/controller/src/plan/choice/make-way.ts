import { unschedulable } from "../relay/pod-facts.ts";
import { isServing, isUnused, type Relay } from "../relay/relay.ts";
import { agoMs } from "../times.ts";
import { type ChoiceDraft, openWithout } from "./choice-draft.ts";
import { byLoss, byNewestDrain } from "./drain-order.ts";
import { overloadWithout } from "./scale-down.ts";

/** How long a relay that is asked to leave waits for its successor. A roll-out waits for ever: nothing is lost by that. */
const PATIENCE_MS = 120_000;

/** [KU-14] [KU-16] Who leaves is replaced first: one relay more, proven and published, then one is drained. */
export function makeWay(draft: ChoiceDraft): void {
  remakeUnused(draft);
  if (draft.wanted === 0 || draft.leavers.length === 0) return;
  if (draft.count <= draft.wanted) addOne(draft);
  else if (draft.count === draft.wanted + 1) drainOne(draft);
}

/** Nobody was ever sent there, so nobody is lost: only the pod is made again. */
function remakeUnused(draft: ChoiceDraft): void {
  for (const relay of draft.active) {
    if (draft.isStale(relay) && isUnused(relay))
      draft.remake(relay, "its template has changed before anybody was sent to it");
  }
}

function addOne(draft: ChoiceDraft): void {
  const why = `one more than ${draft.wanted}, as ${draft.leavers.length} are to be replaced`;
  const back = draft.relays.filter((relay) => draft.drainOf(relay) && draft.canReturn(relay) && !draft.isStale(relay));
  const [newest] = byNewestDrain(back);
  if (newest === undefined) draft.start("Replaces", why);
  else draft.takeBack(newest, "Replaces", why);
}

function drainOne(draft: ChoiceDraft): void {
  if (draft.startsSomething) return;
  const { leavers } = draft;
  const isAsked = (relay: Relay): boolean => draft.causeOf(relay) !== undefined;
  const awaited = draft.active.filter((relay) => !leavers.includes(relay) && !isServing(relay));
  const [victim] = byLoss(leavers, isAsked);
  const asked = leavers.find(isAsked);
  if (awaited.length === 0 && victim !== undefined) drainVictim(draft, victim);
  else if (asked !== undefined && awaited.every((one) => isHopeless(draft, one))) drainAsked(draft, asked);
  else draft.hold("RolloutWaits", waitingText(draft, awaited[0]));
}

function drainVictim(draft: ChoiceDraft, victim: Relay): void {
  const left = openWithout(draft, victim);
  const overload = overloadWithout(draft, victim);
  const lowers = isServing(victim) && left < draft.wanted;
  if (lowers) draft.hold("RolloutWaits", `${left} of ${draft.wanted} would serve without ${victim.name}`);
  else if (draft.causeOf(victim) !== undefined) drainAsked(draft, victim);
  else if (overload !== undefined) draft.hold("RolloutHeld", overload);
  else draft.drain(victim, "Rollout", `its template has changed; ${left} of ${draft.wanted} serve without it`);
}

function drainAsked(draft: ChoiceDraft, relay: Relay): void {
  const cause = draft.causeOf(relay);
  if (cause !== undefined) draft.drain(relay, cause.reason, cause.message);
}

function waitingText(draft: ChoiceDraft, first: Relay | undefined): string {
  const why = first?.pod === undefined ? undefined : unschedulable(first.pod);
  const message = `${first?.name} does not serve yet`;
  if (why === undefined) return message;
  const remedy = `add a node, or make room with kubectl scale relaypool --replicas=${Math.max(0, draft.wanted - 1)}`;
  return `${message}: no node takes it (${why}); do: ${remedy}`;
}

/** Not to be waited for by those that have to leave. */
function isHopeless(draft: ChoiceDraft, { pod, instance }: Relay): boolean {
  if (pod !== undefined && unschedulable(pod) !== undefined) return true;
  return agoMs(instance.metadata.creationTimestamp, draft.wallMs) >= PATIENCE_MS;
}
