import type { Clock } from "@fairlead/base";
import type { SharedSettings } from "@fairlead/cluster";

export interface SharedValuePorts {
  readonly clock: Clock;
  readonly settings: SharedSettings;
}
export interface SharedValueTerms {
  readonly name: string;
  /** Between two changes, whatever is wished. */
  readonly changesEveryMs: number;
}

/** What came of a wish. `waits`: it was changed a moment ago; wish again after `inMs`, the newest wish counts. */
export type SharedValueAnswer =
  | { readonly kind: "kept" }
  | { readonly kind: "changed"; readonly value: string; readonly version: number }
  | { readonly kind: "waits"; readonly inMs: number };

/** A store that was emptied, or a person's `ctl`, is noticed after this. */
const LOOK_AGAIN_MS = 60_000;

/** Keeps one shared setting [CL-34] as it is wished, from one place. A wish that is in force costs no trip. */
export class SharedValue {
  readonly #ports: SharedValuePorts;
  readonly #terms: SharedValueTerms;
  #inForce: { readonly wish: string; readonly atMs: number } | undefined;
  #changedMs: number | undefined;

  constructor(ports: SharedValuePorts, terms: SharedValueTerms) {
    this.#ports = ports;
    this.#terms = terms;
  }

  /**
   * `wish` tells one wish from another. `valueFor` answers what to write, of what is there, or `undefined` to leave that as it is. Rejects with `StoreUnavailableError`; then nothing
   * is known, and the wish is to be repeated.
   */
  async keep(wish: string, valueFor: (now: string | undefined) => string | undefined): Promise<SharedValueAnswer> {
    const nowMs = this.#ports.clock.now();
    if (this.#inForce?.wish === wish && nowMs - this.#inForce.atMs < LOOK_AGAIN_MS) return { kind: "kept" };
    const { values } = await this.#ports.settings.read();
    const there = values.get(this.#terms.name);
    const value = valueFor(there);
    if (value === undefined || value === there) return this.#settled(wish, { kind: "kept" });
    const inMs = (this.#changedMs ?? Number.NEGATIVE_INFINITY) + this.#terms.changesEveryMs - nowMs;
    if (inMs > 0) return { kind: "waits", inMs };
    const version = await this.#ports.settings.change(new Map([[this.#terms.name, value]]));
    this.#changedMs = nowMs;
    return this.#settled(wish, { kind: "changed", value, version });
  }

  #settled(wish: string, answer: SharedValueAnswer): SharedValueAnswer {
    this.#inForce = { wish, atMs: this.#ports.clock.now() };
    return answer;
  }
}
