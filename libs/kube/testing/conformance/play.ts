import assert from "node:assert/strict";
import type { Clock } from "@fairlead/base";
import { liveClock } from "@fairlead/testkit";
import { KubeError } from "../../src/index.ts";

export const FIELD_MANAGER = "conformance";

/** Fake and real servers alike answer in their own time. */
export const liveTime = (): Clock => liveClock();

/** The refusal that this must be; fails when it is done, or refused otherwise. */
export async function refusal(work: Promise<unknown>, status: number, reason: string): Promise<KubeError> {
  const error = await work.then(
    () => assert.fail("it was not refused"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof KubeError)) throw error;
  assert.deepEqual([error.status, error.reason], [status, reason], error.message);
  return error;
}

/** The first so many, then it is left. */
export async function take<T>(items: AsyncIterable<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  for await (const item of items) {
    taken.push(item);
    if (taken.length >= count) break;
  }
  return taken;
}
