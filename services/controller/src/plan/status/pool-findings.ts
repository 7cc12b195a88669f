import { isServing } from "../relay/relay.ts";
import type { Finding } from "../snapshot.ts";
import type { PoolView } from "./pool-view.ts";
import { type RelayView, relayFindings } from "./relay-findings.ts";
import { isNot, isSo, unknown } from "./settle-conditions.ts";

/** What a pool's conditions say: of its relays the one that is worst off, by name [KU-9]. */
export function poolFindings(view: PoolView): readonly Finding[] {
  const active = view.views.filter(({ drain }) => drain === undefined);
  const all = active.map((one) => [one, relayFindings(one)] as const);
  const parts = [worst("AddressAssigned", all), worst("Reachable", all), progressing(view), draining(view)];
  const ready = readiness(view, active, all);
  return [...parts, degraded(ready, view), ready];
}

type Found = readonly (readonly [RelayView, readonly Finding[]])[];

function worst(type: string, all: Found): Finding {
  const found = all.flatMap(([{ relay }, findings]) =>
    findings.filter((one) => one.type === type).map((one) => ({ ...one, name: relay.name })),
  );
  const bad = found.find(({ status }) => status === "False") ?? found.find(({ status }) => status === "Unknown");
  const doubt = found.find(({ reason }) => reason === "InDoubt");
  const picked = bad ?? doubt;
  if (picked === undefined)
    return found.length === 0 ? unknown(type, "NoRelays") : isSo(type, found[0]?.reason ?? type);
  const alike = found.filter(({ reason }) => reason === picked.reason).length;
  const message = `${alike} of ${found.length} relays, such as ${picked.name}: ${picked.message}`;
  return { type, status: picked.status, reason: picked.reason, message };
}

function progressing({ choice, pool, views }: PoolView): Finding {
  const type = "Progressing";
  const wanted = pool.spec.replicas;
  const active = views.filter(({ drain }) => drain === undefined).length;
  if (choice.held !== undefined) return isSo(type, choice.held.reason, choice.held.message);
  if (choice.rolling) return isSo(type, "RollingOut", "relays of the old template are replaced, one after the other");
  if (choice.starts.length > 0 || active < wanted) return isSo(type, "ScalingUp", `${active} of ${wanted} relays`);
  if (active > wanted) return isSo(type, "ScalingDown", `${active} of ${wanted} relays`);
  return isNot(type, "AsAsked", `${wanted} relays`);
}

function draining({ views }: PoolView): Finding {
  const all = views.filter(({ drain }) => drain !== undefined);
  if (all.length === 0) return isNot("Draining", "NotDraining");
  const sessions = all.reduce((sum, { relay }) => sum + (relay.report?.sessions ?? 0), 0);
  return isSo("Draining", all[0]?.drain?.reason ?? "Draining", `${all.length} relays with ${sessions} sessions`);
}

function readiness({ pool, choice }: PoolView, active: readonly RelayView[], all: Found): Finding {
  const serving = active.filter(({ relay }) => isServing(relay)).length;
  const count = `${serving} of ${pool.spec.replicas} relays serve`;
  if (serving >= pool.spec.replicas) return isSo("Ready", "Ready", count);
  const bad = all.flatMap(([{ relay }, findings]) =>
    findings
      .filter(({ type, status }) => type === "Ready" && status === "False")
      .map((one) => [relay.name, one] as const),
  );
  const serious = bad.find(([, { reason }]) => reason !== "Starting" && !reason.startsWith("Waiting")) ?? bad[0];
  if (serious === undefined) return isNot("Ready", choice.starts.length > 0 ? "Starting" : "TooFew", count);
  return isNot("Ready", serious[1].reason, `${count}; ${serious[0]}: ${serious[1].message}`);
}

/** What does not come by itself. */
const SERIOUS: ReadonlySet<string> = new Set([
  "AdvertiseInvalid",
  "GatewayApiOff",
  "IngressesOff",
  "LoadBalancerPending",
  "NoClientArrived",
  "PodRefused",
  "PodWaits",
  "Unschedulable",
]);

function degraded(ready: Finding, { choice }: PoolView): Finding {
  const held =
    choice.held?.reason === "RolloutHeld" || choice.held?.reason === "ScaleDownHeld" ? choice.held : undefined;
  if (ready.status === "False" && SERIOUS.has(ready.reason)) return isSo("Degraded", ready.reason, ready.message);
  return held === undefined ? isNot("Degraded", "Fine") : isSo("Degraded", held.reason, held.message);
}
