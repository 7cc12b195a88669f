import type { RelayInstanceStatus } from "../../api/index.ts";
import { wasPublished } from "../relay/relay.ts";
import { type RelayView, relayFindings, relayState } from "./relay-findings.ts";
import { settleConditions } from "./settle-conditions.ts";

/** M = 2^20, as everywhere in this server. */
const MEGABIT = 2 ** 20;
/** One digit after the point: what moved less is no change [KU-8]. */
export const megabits = (bps: number): number => Math.round((bps / MEGABIT) * 10) / 10;
export const percents = (share: number): number => Math.round(share * 100);

export function instanceStatus(view: RelayView): RelayInstanceStatus {
  const { relay, pool, publication, drain, wallMs } = view;
  const { instance, pod, report, status: before } = relay;
  const { generation } = instance.metadata;
  const { address } = publication;
  return {
    ...(pod?.spec?.nodeName ? { node: pod.spec.nodeName } : {}),
    pod: relay.name,
    ...(pod?.metadata.uid === undefined ? {} : { podUid: pod.metadata.uid }),
    address,
    region: pool.spec.region.name ?? "",
    ...numbers(relay.heard ? report : undefined, relay.heard ? {} : before),
    state: relayState(view),
    published: pod !== undefined && (address !== "" || wasPublished(relay)),
    reachability: publication.reachability,
    ...(drain === undefined ? {} : { drain }),
    configVersion: report?.version ?? (relay.heard ? "" : (before.configVersion ?? "")),
    conditions: settleConditions(relayFindings(view), before.conditions, wallMs, generation),
    ...(generation === undefined ? {} : { observedGeneration: generation }),
  };
}

/** While the store is silent the last ones stay: they are not known to be others. */
function numbers(report: RelayView["relay"]["report"], before: RelayInstanceStatus): Partial<RelayInstanceStatus> {
  if (report === undefined) {
    const { mbitPerSecond = 0, sessions = 0, load = 0 } = before;
    return { mbitPerSecond, sessions, load };
  }
  return { mbitPerSecond: megabits(report.usedBps), sessions: report.sessions, load: percents(report.load) };
}
