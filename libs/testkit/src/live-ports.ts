import { randomBytes, randomUUID } from "node:crypto";
import type { Clock, Random } from "@fairlead/base";
import { createSystemClock } from "@fairlead/runtime";

/** The machine's own clock. */
export const liveClock = (): Clock => createSystemClock({ now: () => performance.now(), wall: () => Date.now() });

/** The operating system's randomness. */
export const liveRandom = (): Random => ({
  uint32: () => randomBytes(4).readUInt32LE(0),
  bytes: (length) => randomBytes(length),
  uuid: () => randomUUID(),
});
