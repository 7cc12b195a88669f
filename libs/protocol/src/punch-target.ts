import { isOnline } from "./presence.ts";

/** What is known of the device that A asks for. */
export interface TargetFacts {
  /** Canonical text of the address it last registered from. */
  readonly registeredIp: string;
  /** Monotonic time of its last registration here; `undefined` = not since the start. */
  readonly lastRegisteredMs: number | undefined;
  /** Another node holds it, or it is expected back: see `decideForward` [CL-28]. */
  readonly elsewhere?: boolean | undefined;
}

export type TargetState = "unknown" | "offline" | "online";

/** [PH-1] `undefined` facts: no such id. */
export function targetState(target: TargetFacts | undefined, nowMs: number): TargetState {
  if (target === undefined) return "unknown";
  if (target.elsewhere) return "online";
  return isOnline(target.lastRegisteredMs, nowMs) ? "online" : "offline";
}
