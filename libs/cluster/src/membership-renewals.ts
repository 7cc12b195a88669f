import type { Clock } from "@fairlead/base";

/** Runs one piece of work every so often and when asked, never twice at a time: what is asked while it runs is done once more after it. */
export class RenewalLoop implements AsyncDisposable {
  readonly #work: () => Promise<void>;
  readonly #timer: Disposable;
  #running: Promise<void> | undefined;
  #again = false;
  #over = false;

  /** `work` never rejects. */
  constructor(clock: Clock, periodMs: number, work: () => Promise<void>) {
    this.#work = work;
    this.#timer = clock.every(periodMs, () => {
      if (this.#running === undefined) this.soon();
    });
  }

  /** Asking several times in one turn of the event loop is asking once. */
  soon(): void {
    if (this.#over) return;
    if (this.#running === undefined) this.#running = this.#run();
    else this.#again = true;
  }

  /** Resolves when nothing runs and nothing will. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#over = true;
    this.#again = false;
    this.#timer[Symbol.dispose]();
    await this.#running;
  }

  async #run(): Promise<void> {
    do {
      await Promise.resolve();
      this.#again = false;
      if (!this.#over) await this.#work();
    } while (this.#again);
    this.#running = undefined;
  }
}
