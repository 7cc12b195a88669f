import type { Clock } from "@fairlead/base";
import type { NodeSet } from "@fairlead/cluster";

const LOOK_EVERY_MS = 20;

/**
 * Shut while this node may not speak for its devices [CL-7]: its process was stopped, or its lease is lost and not yet renewed. Datagrams are dropped then, what connections
 * say waits.
 */
export class ProvenGate implements Disposable {
  readonly #nodes: NodeSet;
  readonly #clock: Clock;
  readonly #waiting = new Set<() => void>();
  #looking: Disposable | undefined;

  constructor(nodes: NodeSet, clock: Clock) {
    this.#nodes = nodes;
    this.#clock = clock;
  }

  get isOpen(): boolean {
    return this.#nodes.proven;
  }

  /** Calls once, when it opens. */
  whenOpen(callback: () => void): void {
    this.#waiting.add(callback);
    this.#looking ??= this.#clock.every(LOOK_EVERY_MS, () => this.#look());
  }

  [Symbol.dispose](): void {
    this.#looking?.[Symbol.dispose]();
    this.#waiting.clear();
  }

  #look(): void {
    if (!this.isOpen) return;
    this.#looking?.[Symbol.dispose]();
    this.#looking = undefined;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const callback of waiting) callback();
  }
}
