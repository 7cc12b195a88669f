import type { RelayCandidate } from "../../src/index.ts";

/** A relay of the operator's list, of which nothing is known. */
export function bareRelay(name: string, fields: Partial<RelayCandidate> = {}): RelayCandidate {
  return {
    name,
    serving: true,
    state: "serving",
    capacityBps: Number.POSITIVE_INFINITY,
    usedBps: 0,
    sessions: 0,
    maxSessions: Number.POSITIVE_INFINITY,
    meanSessionBps: 0,
    region: "",
    pools: [],
    ...fields,
  };
}

/** A relay that says of itself what it is: 1 Gb/s, 1000 sessions. */
export function knownRelay(name: string, fields: Partial<RelayCandidate> = {}): RelayCandidate {
  return bareRelay(name, { node: { slot: 1, epoch: "e" }, capacityBps: 1e9, maxSessions: 1000, ...fields });
}
