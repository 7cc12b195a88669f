import type { KubeApi, LeaseElection } from "@fairlead/kube";
import { LeadLostError } from "../errors.ts";

/** What a term asks of an election. */
export type Lead = Pick<LeaseElection, "leading" | "signal">;

/** One time of leading, from its beginning to its end. Whoever writes, writes through it: when it is over nothing more goes out, and what is on its way is aborted [KU-3]. */
export class Term {
  readonly #lead: Lead;
  readonly signal: AbortSignal;

  constructor(lead: Lead, stopped: AbortSignal) {
    this.#lead = lead;
    this.signal = AbortSignal.any([lead.signal, stopped]);
  }

  get isOver(): boolean {
    return this.signal.aborted || !this.#lead.leading;
  }

  /** Throws LeadLostError when it is over. Asked before each write: the clock may be ahead of the signal. */
  check(): void {
    if (this.isOver) throw new LeadLostError("this controller leads no more and writes nothing");
  }

  /** The API for this term. */
  api(api: KubeApi): KubeApi {
    return {
      request: async (method, path, options = {}) => {
        this.check();
        return await api.request(method, path, { ...options, signal: this.#with(options.signal) });
      },
      stream: async (path, options = {}) => {
        this.check();
        return await api.stream(path, { ...options, signal: this.#with(options.signal) });
      },
    };
  }

  #with(signal: AbortSignal | undefined): AbortSignal {
    return signal === undefined ? this.signal : AbortSignal.any([signal, this.signal]);
  }
}
