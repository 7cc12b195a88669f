import type { Leg, LegSink } from "@fairlead/net";

/**
 * Listens to a leg that waits for its partner [RL-5]: keeps what it sends up to a bound, then stops reading and leaves the rest in the kernel, and tells when
 * the client has left. `release` gives them back to the leg, for whoever hears it next.
 */
export class EarlyBytes implements LegSink {
  readonly #leg: Leg;
  readonly #maxBytes: number;
  readonly #onLeft: () => void;
  readonly #units: Buffer[] = [];
  #bytes = 0;
  #over = false;

  constructor(leg: Leg, maxBytes: number, onLeft: () => void) {
    this.#leg = leg;
    this.#maxBytes = maxBytes;
    this.#onLeft = onLeft;
    leg.readAtMost(maxBytes);
  }

  /** The unit is copied: its memory is the leg's. */
  received(unit: Buffer): boolean {
    this.#units.push(Buffer.from(unit));
    this.#bytes += unit.length;
    return this.#bytes < this.#maxBytes;
  }

  ended(): void {
    this.#leave();
  }

  drained(): void {
    // Nothing is written to a waiting leg.
  }

  gone(): void {
    this.#leave();
  }

  release(): void {
    this.#over = true;
    this.#leg.readAtMost(undefined);
    this.#leg.putBack(this.#units);
  }

  #leave(): void {
    if (this.#over) return;
    this.#over = true;
    this.#leg.destroy("no_partner");
    this.#onLeft();
  }
}
