import type { Clock } from "./clock.ts";

/** Resolves after `delayMs` on this clock, or at once when the signal aborts; never rejects. The answer tells whether the whole delay passed. */
export function delay(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<boolean> {
  if (signal?.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const timer = clock.after(delayMs, () => {
      signal?.removeEventListener("abort", onAbort);
      resolve(true);
    });
    const onAbort = (): void => {
      timer[Symbol.dispose]();
      resolve(false);
    };
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}

/** Settles as `work` does, or rejects with the signal's reason when the deadline passes first. The work itself is not cancelled. */
export function withDeadline<T>(clock: Clock, delayMs: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const signal = clock.deadline(delayMs);
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
