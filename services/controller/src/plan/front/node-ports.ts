import type { Service } from "@fairlead/kube";
import { WS_ABOVE_TCP } from "../pod/relay-ports.ts";
import type { Snapshot } from "../snapshot.ts";
import { numberOf } from "../version-of.ts";

/** The node ports p and p + 2 of a relay [KU-22]: those its Service has; else a pair that is free, always the same one for the same relay. */
export class NodePortPairs {
  readonly #range: Snapshot["config"]["nodePorts"];
  readonly #refused: ReadonlySet<number>;
  readonly #taken: Set<number>;

  constructor(snapshot: Snapshot) {
    this.#range = snapshot.config.nodePorts;
    this.#refused = snapshot.refusedNodePorts;
    this.#taken = new Set(snapshot.services.flatMap(nodePortsOf));
  }

  /** `undefined` when none is left. */
  pairOf(relay: string, present: Service | undefined): number | undefined {
    const held = present?.spec?.ports?.find(({ name }) => name === "tcp")?.nodePort;
    if (held !== undefined) return held;
    const count = this.#range.to - WS_ABOVE_TCP - this.#range.from + 1;
    const first = numberOf(relay, Math.max(1, count));
    for (let step = 0; step < count; step++) {
      const port = this.#range.from + ((first + step) % count);
      if (this.#isFree(port) && this.#isFree(port + WS_ABOVE_TCP)) return this.#take(port);
    }
    return undefined;
  }

  #isFree(port: number): boolean {
    return !this.#taken.has(port) && !this.#refused.has(port);
  }

  #take(port: number): number {
    this.#taken.add(port).add(port + WS_ABOVE_TCP);
    return port;
  }
}

function nodePortsOf({ spec }: Service): readonly number[] {
  return [...(spec?.ports ?? []).flatMap(({ nodePort }) => nodePort ?? []), spec?.healthCheckNodePort ?? 0];
}
