import type { StopSignals } from "@fairlead/runtime";

export type StopSignal = "SIGINT" | "SIGTERM";
type Listener = (signal: string) => void;

/**
 * Hears each wish to stop once. A signal may arrive twice for one key press: from the terminal, and told by the process that stands in for us under an
 * older Node. So of each kind the larger count of both ways is the number of wishes.
 */
export class StopRequests implements StopSignals {
  readonly #direct = new Map<StopSignal, number>();
  readonly #told = new Map<StopSignal, number>();
  readonly #listeners = new Set<Listener>();
  readonly #whenNobodyListens: (signal: StopSignal) => void;

  constructor(whenNobodyListens: (signal: StopSignal) => void) {
    this.#whenNobodyListens = whenNobodyListens;
  }

  onStop(listener: Listener): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) };
  }

  signalled(signal: StopSignal): void {
    this.#count(signal, this.#direct, this.#told);
  }

  told(signal: StopSignal): void {
    this.#count(signal, this.#told, this.#direct);
  }

  #count(signal: StopSignal, here: Map<StopSignal, number>, there: ReadonlyMap<StopSignal, number>): void {
    const times = (here.get(signal) ?? 0) + 1;
    here.set(signal, times);
    if (times <= (there.get(signal) ?? 0)) return;
    if (this.#listeners.size === 0) this.#whenNobodyListens(signal);
    for (const listener of [...this.#listeners]) listener(signal);
  }
}
