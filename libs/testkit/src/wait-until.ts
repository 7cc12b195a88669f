import { type Clock, delay } from "@fairlead/base";

/** Resolves as soon as the condition holds; rejects with its description when it does not in time. */
export async function waitUntil(
  clock: Clock,
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 10_000,
): Promise<void> {
  const endsAtMs = clock.now() + timeoutMs;
  while (!(await condition())) {
    if (clock.now() >= endsAtMs) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await delay(clock, 10);
  }
}
