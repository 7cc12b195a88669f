import type { Clock } from "@fairlead/base";

export type Phase = "starting" | "serving" | "draining";

/** What is wrong with a part that still serves, by its name. */
export interface Degradation {
  readonly part: string;
  readonly reason: string;
}

export interface Readiness {
  readonly status: Phase;
  /** Empty when all is well. A degraded server is still ready. */
  readonly degraded: readonly Degradation[];
}

export interface Liveness {
  readonly alive: boolean;
  /** The loops that have not beaten in time. */
  readonly silent: readonly string[];
}

interface Loop {
  readonly maxSilenceMs: number;
  beatAtMs: number;
}

/**
 * Live: our own loops have beaten lately, and nothing else, so that a fault elsewhere restarts nobody [CL-1]. Ready: the listeners serve; what limps is
 * named [CL-2]. Parts report themselves; there is no list of parts here.
 */
export class Health {
  readonly #clock: Clock;
  readonly #loops = new Map<string, Loop>();
  readonly #parts = new Map<string, () => string | undefined>();
  #phase: Phase = "starting";

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get phase(): Phase {
    return this.#phase;
  }

  enter(phase: Phase): void {
    this.#phase = phase;
  }

  /** Registers a loop that promises to call the answered function more often than every `maxSilenceMs`. */
  loop(name: string, maxSilenceMs: number): () => void {
    const loop: Loop = { maxSilenceMs, beatAtMs: this.#clock.now() };
    this.#loops.set(name, loop);
    return () => {
      loop.beatAtMs = this.#clock.now();
    };
  }

  /** Registers a part that answers what is wrong with it now, or `undefined`. Disposing takes it out. */
  watch(part: string, complaint: () => string | undefined): Disposable {
    this.#parts.set(part, complaint);
    return { [Symbol.dispose]: () => void this.#parts.delete(part) };
  }

  liveness(): Liveness {
    const nowMs = this.#clock.now();
    const silent = [...this.#loops].filter(([, loop]) => nowMs - loop.beatAtMs > loop.maxSilenceMs);
    return { alive: silent.length === 0, silent: silent.map(([name]) => name) };
  }

  readiness(): Readiness {
    const complaints = [...this.#parts].map(([part, complaint]) => ({ part, reason: complaint() }));
    return { status: this.#phase, degraded: complaints.flatMap(asDegradation) };
  }
}

function asDegradation(found: { part: string; reason: string | undefined }): Degradation[] {
  return found.reason === undefined ? [] : [{ part: found.part, reason: found.reason }];
}
