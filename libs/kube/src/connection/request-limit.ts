import type { Clock } from "@fairlead/base";

/** One request's time: a signal that aborts with `late` after a while, or with the caller's reason when that one aborts first. */
export class RequestLimit implements Disposable {
  readonly #controller = new AbortController();
  readonly #clock: Clock;
  readonly #endsAtMs: number;
  readonly #timer: Disposable;
  readonly #outer: AbortSignal | undefined;
  readonly #onOuter = (): void => this.#controller.abort(this.#outer?.reason);

  constructor(clock: Clock, forMs: number, outer: AbortSignal | undefined, late: () => Error) {
    this.#clock = clock;
    this.#endsAtMs = clock.now() + forMs;
    this.#outer = outer;
    this.#timer = clock.after(forMs, () => this.#controller.abort(late()));
    if (outer?.aborted) this.#onOuter();
    else outer?.addEventListener("abort", this.#onOuter, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get leftMs(): number {
    return Math.max(0, this.#endsAtMs - this.#clock.now());
  }

  /** No deadline any more; the caller's signal still counts. */
  lift(): void {
    this.#timer[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    this.lift();
    this.#outer?.removeEventListener("abort", this.#onOuter);
  }
}
