import type { NodeSet } from "@fairlead/cluster";
import type { NodeRef } from "@fairlead/wire";

/** A node that is reborn more often than this has other worries. */
const MOST = 4;

/** The names under which this node has written locations: the one it has now, and those of the leases it lost [CL-7]. */
export class Lives {
  readonly #nodes: NodeSet;
  #before: readonly NodeRef[] = [];

  constructor(nodes: NodeSet) {
    this.#nodes = nodes;
  }

  get self(): NodeRef {
    return this.#nodes.self;
  }

  /** Newest first. What they wrote is void, and ours to delete. */
  get before(): readonly NodeRef[] {
    return this.#before;
  }

  isSelf({ slot, epoch }: NodeRef): boolean {
    return slot === this.self.slot && epoch === this.self.epoch;
  }

  lost(before: NodeRef): void {
    this.#before = [before, ...this.#before].slice(0, MOST);
  }

  /** Nothing that the lost ones wrote is left. */
  settled(): void {
    this.#before = [];
  }
}
