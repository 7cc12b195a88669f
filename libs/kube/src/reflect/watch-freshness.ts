import { type Clock, errorMessage, type Metrics } from "@fairlead/base";

/** What is known this long ago at the latest is fresh: longer than any silence of a watch that lives. */
const FRESH_MS = 60_000;

/** When a reflector last heard from the server, and what has gone wrong since. Old knowledge is a reason to say so, never one to stop. */
export class WatchFreshness {
  readonly #clock: Clock;
  readonly #plural: string;
  #heardAtMs: number;
  #failure: string | undefined;
  #filled = false;

  constructor(clock: Clock, metrics: Metrics, plural: string) {
    this.#clock = clock;
    this.#plural = plural;
    this.#heardAtMs = clock.now();
    const help = "Since the API server last said anything of these objects, be it that nothing happened";
    metrics.gauge({ name: "fairlead_kube_watch_age_seconds", help }, () => [
      { labels: { resource: plural }, value: this.#ageMs / 1000 },
    ]);
  }

  heard(): void {
    this.#heardAtMs = this.#clock.now();
    this.#failure = undefined;
  }

  filled(): void {
    this.#filled = true;
    this.heard();
  }

  failed(error: unknown): void {
    this.#failure = errorMessage(error);
  }

  complaint(): string | undefined {
    if (this.#filled && this.#ageMs <= FRESH_MS) return undefined;
    const why = this.#failure === undefined ? "" : `: ${this.#failure}`;
    if (!this.#filled) return `${this.#plural} have not been read from the API server yet${why}`;
    return `nothing was heard of ${this.#plural} for ${Math.round(this.#ageMs / 1000)} s${why}`;
  }

  get #ageMs(): number {
    return this.#clock.now() - this.#heardAtMs;
  }
}
