import type { NodeView } from "./node-lease.ts";

/**
 * Hides what one node says to another from whoever carries it [CL-44]. `bound` is not hidden, and must be the same on both sides. `undefined`: the other's trust is
 * not proven, or the bytes are not from it to us. No node is oneself: whoever else trusts this node or not, it always does [CL-4]. Synchronous, never throws.
 */
export interface BusSealer {
  seal(to: NodeView | undefined, bytes: Uint8Array, bound: Uint8Array): Uint8Array | undefined;
  open(from: NodeView | undefined, sealed: Uint8Array, bound: Uint8Array): Uint8Array | undefined;
}
