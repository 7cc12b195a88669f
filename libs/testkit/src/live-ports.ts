import { randomBytes, randomUUID } from "node:crypto";
import type { Clock, Random } from "@fairlead/base";
import { createSystemClock } from "@fairlead/runtime";

/**
 * The machine's own clock, for tests: what fell due while this process stood still comes after what arrived meanwhile, so that no deadline passes
 * over an answer that is already here.
 */
export function liveClock(): Clock {
  const clock = createSystemClock({ now: () => performance.now(), wall: () => Date.now() });
  return {
    ...clock,
    after: (delayMs, callback) => afterReading((fire) => clock.after(delayMs, fire), callback),
    every: (periodMs, callback) => afterReading((fire) => clock.every(periodMs, fire), callback),
    deadline: (delayMs) => deadlineAfterReading(clock.deadline(delayMs)),
  };
}

function deadlineAfterReading(due: AbortSignal): AbortSignal {
  const controller = new AbortController();
  due.addEventListener("abort", () => setImmediate(() => controller.abort(due.reason)), { once: true });
  return controller.signal;
}

/** Sockets are read between Node's timers and its immediates. */
function afterReading(arm: (fire: () => void) => Disposable, callback: () => void): Disposable {
  let due: NodeJS.Immediate | undefined;
  const timer = arm(() => {
    due = setImmediate(callback);
  });
  return {
    [Symbol.dispose]: () => {
      timer[Symbol.dispose]();
      clearImmediate(due);
    },
  };
}

/** The operating system's randomness. */
export const liveRandom = (): Random => ({
  uint32: () => randomBytes(4).readUInt32LE(0),
  bytes: (length) => randomBytes(length),
  uuid: () => randomUUID(),
});
