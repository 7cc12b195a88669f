import { isOnline } from "./presence.ts";

/** What is known of the device that A asks for. */
export interface TargetFacts {
  /** Canonical text of the address it last registered from. */
  readonly registeredIp: string;
  /** Monotonic time of its last registration; `undefined` = not since the start. */
  readonly lastRegisteredMs: number | undefined;
}

export type TargetState = "unknown" | "offline" | "online";

/** [PH-1] `undefined` facts: no such id. */
export function targetState(target: TargetFacts | undefined, nowMs: number): TargetState {
  if (target === undefined) return "unknown";
  return isOnline(target.lastRegisteredMs, nowMs) ? "online" : "offline";
}
