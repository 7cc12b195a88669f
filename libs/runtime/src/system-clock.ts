import type { Clock } from "@fairlead/base";

/** Where time comes from; `main.ts` passes `performance.now` and `Date.now`. */
export interface TimeSource {
  now(): number;
  wall(): number;
}

/** The longest delay that a timer of Node takes; a longer one would fire at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** The clock of a running process. A deadline alone does not keep the process alive; what waits for it does. */
export function createSystemClock(source: TimeSource): Clock {
  return {
    now: () => source.now(),
    wall: () => source.wall(),
    after: (delayMs, callback) => after(source, delayMs, callback),
    every: (periodMs, callback) => {
      const timer = setInterval(callback, bounded(periodMs));
      return { [Symbol.dispose]: () => clearInterval(timer) };
    },
    deadline: (delayMs) => deadline(source, delayMs),
  };
}

/** Node's timers may fire up to a millisecond early by the monotonic clock; a promise of "not before" waits the rest. */
function after(source: TimeSource, delayMs: number, callback: () => void, holdsProcess = true): Disposable {
  const dueAtMs = source.now() + delayMs;
  let timer: NodeJS.Timeout;
  const arm = (): void => {
    timer = setTimeout(fire, bounded(Math.ceil(dueAtMs - source.now())));
    if (!holdsProcess) timer.unref();
  };
  const fire = (): void => (source.now() < dueAtMs ? arm() : callback());
  arm();
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}

function deadline(source: TimeSource, delayMs: number): AbortSignal {
  const controller = new AbortController();
  const expire = (): void => controller.abort(new DOMException("The deadline has passed", "TimeoutError"));
  after(source, delayMs, expire, false);
  return controller.signal;
}

function bounded(delayMs: number): number {
  return Math.min(Math.max(delayMs, 0), LONGEST_DELAY_MS);
}
