/** What is known of the node that a device is registered with [CL-5] [CL-6]; `forMs` since it ended, as far as this node saw. */
export type OwnerLife =
  | { readonly kind: "self" }
  | { readonly kind: "alive" }
  | { readonly kind: "suspect" }
  | { readonly kind: "left"; readonly forMs: number }
  | { readonly kind: "gone"; readonly forMs: number };

/**
 * The way of a request to a device that is not in this node's memory. `park`: kept until the device registers again, wherever that is; `push`: and sent to its owner
 * besides, which may still hear it.
 */
export type ForwardDecision =
  | { readonly kind: "push" }
  | { readonly kind: "park"; readonly push: boolean }
  | { readonly kind: "offline" };

/** [CL-22] By then every device of a dead node has asked again: they do every 15 s, and notice nothing for 27 s at most where packets vanish. */
const PARKING_MS = 45_000;

/**
 * [CL-22] `undefined`: the store names no place. `self`: the store says here and memory says not, so the device has left this moment or is about to come back;
 * a place that nobody expects it back at is deleted within a second [CL-15].
 */
export function decideForward(owner: OwnerLife | undefined): ForwardDecision {
  switch (owner?.kind) {
    case undefined:
      return { kind: "offline" };
    case "alive":
      return { kind: "push" };
    case "self":
      return { kind: "park", push: false };
    case "suspect":
      return { kind: "park", push: true };
    case "left":
    case "gone":
      return owner.forMs < PARKING_MS ? { kind: "park", push: false } : { kind: "offline" };
    default:
      return owner satisfies never;
  }
}

/** [CL-28] For a device that is not in this node's memory. */
export function countsAsOnline(owner: OwnerLife | undefined): boolean {
  return owner?.kind !== "self" && decideForward(owner).kind !== "offline";
}
