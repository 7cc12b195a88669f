import { nodeName } from "@fairlead/base";
import type { RelayOrder, RelayReport } from "@fairlead/cluster";
import { parsedObject, readCount, readWord } from "./report-text.ts";

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

/** Of a status' whole numbers; a load is in shares. */
const MOST_SESSIONS = 1e9;
const MOST_LOAD = 100;
const LONGEST_VERSION = 64;

/** A report without a name is nobody's. */
export function readRelayReport(said: Partial<RelayReport>): RelayReport | undefined {
  const node = readWord(said.node);
  if (node === "") return undefined;
  return {
    node: nodeName(node),
    state: said.state === "draining" ? "draining" : "serving",
    address: readWord(said.address),
    sessions: Math.floor(readCount(said.sessions, MOST_SESSIONS)),
    awaited: Math.floor(readCount(said.awaited, MOST_SESSIONS)),
    usedBps: readCount(said.usedBps),
    capacityBps: readCount(said.capacityBps),
    load: readCount(said.load, MOST_LOAD),
    missedInARow: Math.floor(readCount(said.missedInARow, MOST_SESSIONS)),
    version: readWord(said.version, LONGEST_VERSION),
    release: readWord(said.release, LONGEST_VERSION),
  };
}
