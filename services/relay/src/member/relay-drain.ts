import type { Clock } from "@fairlead/base";
import type { RelayLoad } from "../relay-load.ts";
import type { RelayThread } from "../relay-thread.ts";

/** For so long others may still choose it: adverts are a second old, and whoever chose has to tell both ends. */
const LEAST_WELCOME_MS = 5000;
/** Then the last admission that was made in that time has expired: nobody keeps a drain from going on. */
const MOST_WELCOME_MS = LEAST_WELCOME_MS + 60_000;
/** Of a relay that is managed and does not have to end: who chose it with old knowledge is let in all that time [KU-17]. */
export const ORDERED_WELCOME_MS = 90_000;

/** One drain of a relay, in two steps [CL-48]: first newcomers are welcome as long as any may come that was told of, then sessions are waited for. */
export class RelayDrain {
  readonly #clock: Clock;
  readonly #thread: Pick<RelayThread, "accept">;
  readonly #startedMs: number;
  readonly #over = Promise.withResolvers<void>();
  #leastWelcomeMs: number;
  #ended = false;
  #refusing = false;

  constructor(clock: Clock, thread: Pick<RelayThread, "accept">, leastWelcomeMs = LEAST_WELCOME_MS) {
    this.#clock = clock;
    this.#thread = thread;
    this.#leastWelcomeMs = leastWelcomeMs;
    this.#startedMs = clock.now();
  }

  /** Since it began. */
  get elapsedMs(): number {
    return this.#clock.now() - this.#startedMs;
  }

  /** The process is to end: newcomers are welcome for no longer than they have to be. */
  hasten(): void {
    this.#leastWelcomeMs = LEAST_WELCOME_MS;
  }

  /** Resolves when the drain is over; the signal ends it. */
  until(waitingIsOver: AbortSignal): Promise<void> {
    if (waitingIsOver.aborted) this.end();
    else waitingIsOver.addEventListener("abort", () => this.end(), { once: true });
    return this.#over.promise;
  }

  /** Done, or taken back. */
  end(): void {
    this.#ended = true;
    this.#over.resolve();
  }

  /** Once a second. */
  async look(load: RelayLoad): Promise<void> {
    if (this.#ended) return;
    if (this.#refusing) {
      if (load.sessions === 0 && load.meshLegs === 0) this.end();
    } else if (this.#mayRefuse(load)) {
      this.#refusing = true;
      await this.#thread.accept(false);
    }
  }

  #mayRefuse({ outstanding, waitingLegs }: RelayLoad): boolean {
    const drainedForMs = this.elapsedMs;
    if (drainedForMs < this.#leastWelcomeMs) return false;
    return drainedForMs >= MOST_WELCOME_MS || (outstanding === 0 && waitingLegs === 0);
  }
}
