import { type NodeName, nodeName } from "@fairlead/base";
import type { RelayOrder } from "@fairlead/cluster";
import type { RelayPool } from "../api/index.ts";
import { canonicalText } from "../status/status-text.ts";
import type { Snapshot } from "./snapshot.ts";
import { versionOf } from "./version-of.ts";

/** What all relays of a pool are told alike. */
export type PoolTerms = Omit<RelayOrder, "address" | "draining">;

export function poolTerms({ metadata, spec }: RelayPool): PoolTerms {
  const { region, capacity, drain } = spec;
  const terms = {
    region: region.name ?? "",
    latitude: region.latitude,
    longitude: region.longitude,
    pools: [metadata.name],
    capacityMbps: capacity.mbitPerSecond,
    maxSessions: capacity.sessions,
    cutAfterMs: drain.cutAtDeadline ? drain.deadlineSeconds * 1000 : undefined,
  };
  return { ...terms, version: versionOf(terms) };
}

/** [KU-4] The orders that differ from those given; `undefined` for relays that are no more. None while the store is silent. */
export function changedOrders(
  wanted: ReadonlyMap<string, RelayOrder>,
  given: Snapshot["orders"],
): ReadonlyMap<NodeName, RelayOrder | undefined> {
  if (given === undefined) return new Map();
  const changed = [...wanted].filter(([name, order]) => canonicalText(order) !== canonicalText(given.get(name)));
  const gone = [...given.keys()].filter((name) => !wanted.has(name));
  return new Map([
    ...changed.map(([name, order]) => [nodeName(name), order] as const),
    ...gone.map((name) => [nodeName(name), undefined] as const),
  ]);
}
