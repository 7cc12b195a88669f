import { type Clock, delay } from "@fairlead/base";

/** A look that took longer, with the pause after it, did so because the machine stood still; that counts for no more. */
const LONGEST_ROUND_MS = 1000;

/** Resolves as soon as the condition holds; rejects with its description when it does not in time. */
export async function waitUntil(
  clock: Clock,
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 10_000,
): Promise<void> {
  let leftMs = timeoutMs;
  for (;;) {
    const beganAtMs = clock.now();
    if (await condition()) return;
    if (leftMs <= 0) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await delay(clock, 10);
    leftMs -= Math.min(LONGEST_ROUND_MS, clock.now() - beganAtMs);
  }
}
