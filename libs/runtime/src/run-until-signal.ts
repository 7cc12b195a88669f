import type { Clock, Logger } from "@fairlead/base";

/** Where the wish to end comes from; `main.ts` makes it of the process. */
export interface StopSignals {
  /** Calls with the signal's name each time one comes. */
  onStop(listener: (name: string) => void): Disposable;
}

/** What a process looks like to whoever waits for its signals. */
export interface SignalEmitter {
  on(name: "SIGINT" | "SIGTERM", listener: (name: "SIGINT" | "SIGTERM") => void): unknown;
  off(name: "SIGINT" | "SIGTERM", listener: (name: "SIGINT" | "SIGTERM") => void): unknown;
}

/** Ctrl-C and the service manager's stop, of the process that `main.ts` hands in. */
export function stopSignals(emitter: SignalEmitter): StopSignals {
  return {
    onStop: (listener) => {
      emitter.on("SIGINT", listener);
      emitter.on("SIGTERM", listener);
      return {
        [Symbol.dispose]: () => {
          emitter.off("SIGINT", listener);
          emitter.off("SIGTERM", listener);
        },
      };
    },
  };
}

/** `drained`: all work ended by itself. `timedOut`: the time for it was over. `forced`: a second signal came. */
export type DrainEnd = "drained" | "timedOut" | "forced";

export interface RunPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signals: StopSignals;
}

/**
 * Resolves after the first signal, when `drain` has ended, its time is over, or a second signal says now. `drain` is called once, at the first signal; its
 * abort signal tells it that waiting is over. Closing everything is left to the caller, who does it in any case.
 */
export function runUntilSignal(
  { clock, logger, signals }: RunPorts,
  settings: { readonly drainTimeoutMs: number },
  drain: (waitingIsOver: AbortSignal) => Promise<void>,
): Promise<DrainEnd> {
  return new Promise((resolve, reject) => {
    const over = new AbortController();
    let draining = false;
    const finish = (end: DrainEnd): void => {
      watching[Symbol.dispose]();
      timer?.[Symbol.dispose]();
      over.abort(new DOMException("The drain has ended", "AbortError"));
      logger.info("process.drained", { end });
      resolve(end);
    };
    let timer: Disposable | undefined;
    const watching = signals.onStop((signal) => {
      if (draining) return finish("forced");
      draining = true;
      logger.info("process.draining", { signal, drainTimeoutMs: settings.drainTimeoutMs });
      timer = clock.after(settings.drainTimeoutMs, () => finish("timedOut"));
      drain(over.signal).then(() => over.signal.aborted || finish("drained"), reject);
    });
  });
}
