import type { RelayDrain, RelayPool, RelayState } from "../../api/index.ts";
import type { Publication } from "../publish/publication.ts";
import { hasEnded, unschedulable, waitingReason } from "../relay/pod-facts.ts";
import { isServing, isUp, type Relay, sessionsOf } from "../relay/relay.ts";
import type { Finding } from "../snapshot.ts";
import { agoMs, durationText } from "../times.ts";
import { isNot, isSo, unknown } from "./settle-conditions.ts";

/** One relay, as it is to be from now on. */
export interface RelayView {
  readonly relay: Relay;
  readonly pool: RelayPool;
  readonly publication: Publication;
  readonly drain: RelayDrain | undefined;
  readonly wallMs: number;
}

export function relayState({ relay, drain, publication }: RelayView): RelayState {
  const { pod } = relay;
  if (drain !== undefined) return pod === undefined || hasEnded(pod) ? "Ended" : "Draining";
  if (isServing(relay)) return "Serving";
  if (!isUp(relay)) return "Starting";
  return publication.reachability.some(({ ok }) => !ok) ? "Unreachable" : "Proving";
}

/** What one relay's conditions say [KU-9]. */
export function relayFindings(view: RelayView): readonly Finding[] {
  const parts = [assigned(view), reachable(view), draining(view)];
  return [...parts, ready(view, parts)];
}

function assigned({ publication: { finding } }: RelayView): Finding {
  const type = "AddressAssigned";
  if (finding.kind === "found") {
    return finding.doubt === undefined ? isSo(type, "Assigned", finding.address) : isSo(type, "InDoubt", finding.doubt);
  }
  return (finding.waiting ? unknown : isNot)(type, finding.reason, finding.message);
}

function reachable({ publication, pool }: RelayView): Finding {
  const type = "Reachable";
  const { reachability, warning } = publication;
  const bad = [...reachability].reverse().find(({ ok }) => !ok);
  if (bad !== undefined) return isNot(type, bad.reason ?? "NotProven", warning ?? bad.message ?? "");
  if (reachability.some(({ vantage }) => vantage === "inside"))
    return isSo(type, "Proven", "a session came through it");
  if (pool.spec.exposure.probe === "off") return unknown(type, "ProbeOff", "nobody asked: exposure.probe is off");
  return unknown(type, "NotProvenYet", "no session has come through it yet");
}

function draining({ drain, relay, wallMs }: RelayView): Finding {
  if (drain === undefined) return isNot("Draining", "NotDraining");
  const left = `${sessionsOf(relay)} sessions left after ${durationText(agoMs(drain.since, wallMs))}`;
  return isSo("Draining", drain.reason, `${drain.message ?? ""}; ${left}`);
}

function ready(view: RelayView, parts: readonly Finding[]): Finding {
  const type = "Ready";
  const state = relayState(view);
  if (state === "Serving") return isSo(type, "Serving", view.publication.address);
  if (state === "Draining" || state === "Ended") return isNot(type, state, view.drain?.message);
  if (state === "Starting") return isNot(type, ...startingWords(view));
  const bad =
    parts.slice(0, 2).find(({ status }) => status === "False") ?? parts.find(({ status }) => status === "Unknown");
  return bad === undefined
    ? isNot(type, state, "it has not taken its address over yet")
    : isNot(type, bad.reason, bad.message);
}

function startingWords({ relay: { pod, refusal } }: RelayView): readonly [reason: string, message: string] {
  if (pod === undefined && refusal !== undefined) return ["PodRefused", refusedText(refusal)];
  if (pod === undefined) return ["Starting", "its pod is being made"];
  const why = unschedulable(pod);
  if (why !== undefined) {
    const step = "add a node that fits, or change the pool's podTemplate or replicas";
    return ["Unschedulable", `no node takes the pod: ${why}; do: ${step}`];
  }
  const waiting = waitingReason(pod);
  if (waiting === undefined || /^(ContainerCreating|PodInitializing)\b/.test(waiting))
    return ["Starting", "its pod is not ready yet"];
  return ["PodWaits", `its container waits: ${waiting}; do: kubectl describe pod ${pod.metadata.name}`];
}

/** Long enough to hold what the API server names, short enough for the schema. */
const REFUSAL_LENGTH = 700;

function refusedText(refusal: string): string {
  const isSecurity = /PodSecurity/.test(refusal);
  const byLevel =
    "kubectl label namespace NAMESPACE pod-security.kubernetes.io/enforce=privileged, or a pool with another exposure.mode";
  const step = isSecurity ? byLevel : "change what it names: a quota, a policy, or the pool's podTemplate";
  return `the API server refuses the pod: ${refusal.slice(0, REFUSAL_LENGTH)}; do: ${step}`;
}
