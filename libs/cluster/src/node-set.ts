import type { NodeRef } from "@fairlead/wire";
import type { NodeView } from "./node-lease.ts";

/**
 * What is known of a node that holds a device [CL-4] [CL-5] [CL-6]. `suspect`: it has a lease, but nothing reaches it. `left`: it ended on purpose. `gone`: its lease is
 * missing, or never was; `forMs` since when, as far as this node saw.
 */
export type OwnerState =
  | { readonly kind: "self" }
  | { readonly kind: "alive" }
  | { readonly kind: "suspect" }
  | { readonly kind: "left"; readonly forMs: number }
  | { readonly kind: "gone"; readonly forMs: number };

export type NodeEvent =
  /** Nodes came, went, or changed what they say of themselves. */
  | { readonly kind: "nodes" }
  /** This node's lease was lost: from now on it is `self`, and everything of `before` is void [CL-7]. */
  | { readonly kind: "reborn"; readonly before: NodeRef; readonly self: NodeRef }
  /** The store answers again, or has another history than before [CL-13]. */
  | { readonly kind: "storeChanged" }
  /** The shared settings have this version now [CL-34]. */
  | { readonly kind: "settings"; readonly version: number };

/** The nodes of the cluster as this one knows them. Synchronous and local. */
export interface NodeSet {
  readonly self: NodeRef;
  /** False while this node may not speak for its devices: its process was stopped, or its lease is lost and not yet renewed. Whatever comes in then is dropped as `lease_unproven`. */
  readonly proven: boolean;
  nodes(): readonly NodeView[];
  ownerState(owner: NodeRef): OwnerState;
  watch(listener: (event: NodeEvent) => void): Disposable;
}
