import type { RelayOrder, RelayReport } from "@fairlead/cluster";
import { parsedObject } from "./report-text.ts";

/** Reads an order of this or another release; `undefined` for what is none. What is missing is not ordered, what is unknown is left out [CL-16]. */
export function readRelayOrder(text: string): RelayOrder | undefined {
  const said = parsedObject<RelayOrder>(text);
  if (said === undefined) return undefined;
  return {
    address: said.address ?? "",
    region: said.region ?? "",
    latitude: said.latitude,
    longitude: said.longitude,
    pools: said.pools ?? [],
    capacityMbps: said.capacityMbps,
    maxSessions: said.maxSessions,
    draining: said.draining ?? false,
    ...(said.unproven === true ? { unproven: true } : {}),
    cutAfterMs: said.cutAfterMs,
    version: said.version ?? "",
  };
}

/** A report without a name is nobody's. */
export function readRelayReport(said: Partial<RelayReport>): RelayReport | undefined {
  if (said.node === undefined) return undefined;
  return {
    node: said.node,
    state: said.state === "draining" ? "draining" : "serving",
    address: said.address ?? "",
    sessions: said.sessions ?? 0,
    awaited: said.awaited ?? 0,
    usedBps: said.usedBps ?? 0,
    capacityBps: said.capacityBps ?? 0,
    load: said.load ?? 0,
    missedInARow: said.missedInARow ?? 0,
    version: said.version ?? "",
    release: said.release ?? "",
  };
}
