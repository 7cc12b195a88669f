import { nodeName } from "@fairlead/base";
import type { NodeEvent, NodeRole, NodeSet, NodeView, OwnerState } from "@fairlead/cluster";
import type { NodeRef } from "@fairlead/wire";

/** The nodes of a cluster, as a test says they are. */
export class MemoryNodes implements NodeSet {
  readonly proven = true;
  self: NodeRef;
  readonly #nodes: readonly NodeView[];
  readonly #listeners = new Set<(event: NodeEvent) => void>();

  /** `meshAddress`: of each relay. */
  constructor(self: NodeRef, relays = 1, meshAddress = "") {
    this.self = self;
    this.#nodes = Array.from({ length: relays }, (_, index) => {
      return { ...nodeView(10 + index, "relay"), meshAddress };
    });
  }

  nodes(): readonly NodeView[] {
    return this.#nodes;
  }

  ownerState(): OwnerState {
    return { kind: "alive" };
  }

  watch(listener: (event: NodeEvent) => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => this.#listeners.delete(listener) };
  }

  /** The lease was lost and taken again. */
  reborn(epoch: string): void {
    const before = this.self;
    this.self = { ...before, epoch };
    for (const listener of this.#listeners) listener({ kind: "reborn", before, self: this.self });
  }
}

function nodeView(slot: number, role: NodeRole): NodeView {
  const card = { name: nodeName(`node-${slot}`), role, state: "serving", release: "1", schema: 1 } as const;
  return { ...card, slot, epoch: `e${slot}`, busAddress: "", meshAddress: "", settingsVersion: 0, trust: "" };
}
