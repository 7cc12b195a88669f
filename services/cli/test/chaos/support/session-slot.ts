import { delay } from "@fairlead/base";
import { clock } from "../../whole/support/clients.ts";
import type { ChaosDevice, ChaosScene } from "./chaos-scene.ts";

/** A session that ended before anybody asked it to, and where the next one of the same pair went. */
export interface Cut {
  readonly relay: string;
  readonly why: string;
  /** Empty: there was no next one. */
  readonly nextRelay: string;
}
export interface SlotRecord {
  readonly sessions: number;
  readonly cuts: readonly Cut[];
}

const LOOK_EVERY_MS = 50;

/** Keeps one session of a device open until the end: each lives `lifeMs`, and after a cut the user tries again at once. */
export async function keepSession(
  scene: ChaosScene,
  device: ChaosDevice,
  lifeMs: number,
  until: AbortSignal,
): Promise<SlotRecord> {
  const cuts: Cut[] = [];
  let sessions = 0;
  let lost: Omit<Cut, "nextRelay"> | undefined;
  while (!until.aborted) {
    const session = await scene.openSession(device).catch((error: Error) => error);
    if (session instanceof Error)
      return { sessions, cuts: [...cuts, { relay: "", ...lost, why: session.message, nextRelay: "" }] };
    sessions += 1;
    if (lost !== undefined) cuts.push({ ...lost, nextRelay: session.relay });
    lost = undefined;
    const endsAtMs = clock.now() + lifeMs;
    while (!until.aborted && session.cut === undefined && clock.now() < endsAtMs) await delay(clock, LOOK_EVERY_MS);
    await session.end();
    if (session.cut !== undefined) lost = { relay: session.relay, why: session.cut };
  }
  if (lost !== undefined) cuts.push({ ...lost, nextRelay: "" });
  return { sessions, cuts };
}
