import { type Clock, delay } from "@fairlead/base";

/**
 * Resolves as soon as the condition holds; rejects with its description when it does not in time. It is asked once more when time is up: a process that stood still meanwhile
 * has not looked yet.
 */
export async function waitUntil(
  clock: Clock,
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 10_000,
): Promise<void> {
  const endsAtMs = clock.now() + timeoutMs;
  for (;;) {
    const isLast = clock.now() >= endsAtMs;
    if (await condition()) return;
    if (isLast) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await delay(clock, 10);
  }
}
