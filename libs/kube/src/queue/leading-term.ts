import type { Clock } from "@fairlead/base";

/** Whether we lead, and until when if the lease is not renewed. Who has lost it writes nothing more: the signal of the term aborts [KU-3]. */
export class LeadingTerm {
  readonly #clock: Clock;
  readonly #lengthMs: number;
  readonly #changed: (leading: boolean) => void;
  readonly #listeners = new Set<(leading: boolean) => void>();
  #controller = aborted();
  #untilMs = 0;
  #timer: Disposable | undefined;

  constructor(clock: Clock, lengthMs: number, changed: (leading: boolean) => void) {
    this.#clock = clock;
    this.#lengthMs = lengthMs;
    this.#changed = changed;
  }

  /** Looks at the clock: a process that stood still finds out before its timers do. */
  get leading(): boolean {
    if (this.#controller.signal.aborted) return false;
    if (this.#clock.now() < this.#untilMs) return true;
    this.end();
    return false;
  }

  get signal(): AbortSignal {
    return this.leading ? this.#controller.signal : aborted().signal;
  }

  /** The lease is ours as of this moment. */
  hold(sinceMs: number): void {
    this.#untilMs = sinceMs + this.#lengthMs;
    this.#timer?.[Symbol.dispose]();
    this.#timer = this.#clock.after(this.#untilMs - this.#clock.now(), () => this.end());
    if (!this.#controller.signal.aborted) return;
    this.#controller = new AbortController();
    this.#tell(true);
  }

  end(): void {
    this.#timer?.[Symbol.dispose]();
    if (this.#controller.signal.aborted) return;
    this.#controller.abort(new DOMException("another may lead now", "AbortError"));
    this.#tell(false);
  }

  onChange(listener: (leading: boolean) => void): Disposable {
    const own = (leading: boolean): void => listener(leading);
    this.#listeners.add(own);
    return { [Symbol.dispose]: () => void this.#listeners.delete(own) };
  }

  #tell(leading: boolean): void {
    this.#changed(leading);
    for (const listener of this.#listeners) listener(leading);
  }
}

function aborted(): AbortController {
  const controller = new AbortController();
  controller.abort(new DOMException("this process does not lead", "AbortError"));
  return controller;
}
