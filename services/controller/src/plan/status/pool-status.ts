import type { Decision, RelayPool, RelayPoolStatus } from "../../api/index.ts";
import type { Step } from "../choice/choice.ts";
import { poolSelector } from "../pod/own-labels.ts";
import { isServing, meanLoad, sessionsOf } from "../relay/relay.ts";
import { momentText } from "../times.ts";
import { megabits, percents } from "./instance-status.ts";
import { poolFindings } from "./pool-findings.ts";
import type { PoolView } from "./pool-view.ts";
import type { RelayView } from "./relay-findings.ts";
import { settleConditions } from "./settle-conditions.ts";

/** Kept of a pool's decisions. */
const HISTORY = 20;

export function poolStatus(view: PoolView): RelayPoolStatus {
  const { pool, views, choice, configVersion, snapshot } = view;
  const { generation, name } = pool.metadata;
  const active = views.filter(({ drain }) => drain === undefined);
  const serving = active.map(({ relay }) => relay).filter(isServing);
  const relays = views.map(({ relay }) => relay);
  const selector = Object.entries(poolSelector(snapshot.config, name)).map(([key, text]) => `${key}=${text}`);
  return {
    // Draining ones are not counted: an autoscaler would take them for room that there is not.
    replicas: active.length,
    ready: serving.length,
    draining: views.length - active.length,
    address: sharedAddress(pool, active),
    selector: selector.join(","),
    load: percents(meanLoad(serving)),
    mbitPerSecond: megabits(relays.reduce((sum, { report }) => sum + (report?.usedBps ?? 0), 0)),
    sessions: relays.reduce((sum, relay) => sum + sessionsOf(relay), 0),
    history: history(pool.status?.history ?? [], choice.steps, snapshot.wallMs),
    configVersion,
    conditions: settleConditions(poolFindings(view), pool.status?.conditions, snapshot.wallMs, generation),
    ...(generation === undefined ? {} : { observedGeneration: generation }),
  };
}

/** Where each relay has its own there is none. */
function sharedAddress({ spec }: RelayPool, active: readonly RelayView[]): string {
  if (spec.exposure.mode !== "mesh" || spec.exposure.serviceType === "NodePort") return "";
  return active.find(({ publication }) => publication.address !== "")?.publication.address ?? "";
}

function history(before: readonly Decision[], steps: readonly Step[], wallMs: number): readonly Decision[] {
  const at = momentText(wallMs);
  const now = steps.map(({ action, relay, reason, message }) => ({
    at,
    action,
    relay,
    reason,
    message: message.slice(0, 1024),
  }));
  return [...before, ...now].slice(-HISTORY);
}
