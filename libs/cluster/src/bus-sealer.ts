import type { NodeView } from "./node-lease.ts";

/**
 * Hides what one node says to another from whoever carries it [CL-44]. `bound` is not hidden, and must be the same on both sides. `undefined`: the other's trust is
 * not proven, or the bytes are not from it to us. Synchronous, never throws.
 */
export interface BusSealer {
  seal(to: NodeView, bytes: Uint8Array, bound: Uint8Array): Uint8Array | undefined;
  open(from: NodeView, sealed: Uint8Array, bound: Uint8Array): Uint8Array | undefined;
}
