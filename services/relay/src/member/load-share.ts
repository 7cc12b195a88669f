import type { RelayLoad } from "../relay-load.ts";
import type { RelayFace } from "./relay-face.ts";

/** A thread whose timers are so late on average carries nobody else well. */
const FULL_DELAY_MS = 100;

/** 0..1: the largest of a relay's shares of bandwidth, sessions, processor and loop delay. What has no limit has no share. */
export function loadShare(load: RelayLoad, { capacityBps, maxSessions }: RelayFace): number {
  const shares = [
    load.usedBps / capacityBps,
    load.sessions / maxSessions,
    load.processorShare,
    load.loopDelayMs / FULL_DELAY_MS,
  ];
  return Math.min(1, Math.max(0, ...shares.filter(Number.isFinite)));
}
