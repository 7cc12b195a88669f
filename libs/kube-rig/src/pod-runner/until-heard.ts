import { delay } from "@fairlead/base";
import { liveClock } from "@fairlead/testkit";
import { RigApiError } from "../rig-api.ts";
import { unless } from "./nodes.ts";

const RETRY_MS = 500;
const TRIES = 240;

/** Says something to the server until it has heard it: while it is away, or busy, nothing is lost. What it refuses is told, but for those codes. */
export async function untilHeard(say: () => Promise<unknown>, ...expected: readonly number[]): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      await say();
      return;
    } catch (error) {
      if (error instanceof RigApiError && !error.isPassing) return unless(...expected)(error);
      await delay(liveClock(), RETRY_MS);
    }
  }
}
