import type { Relay } from "../relay/relay.ts";
import { isServing, loadOf, sessionsOf } from "../relay/relay.ts";

/**
 * Who leaves first [KU-15]: one that serves nobody new, for then nothing is lost; else the one with the fewest sessions, then the least load, then the youngest. `prefer`: goes before
 * sessions count, for those that leave anyway.
 */
export function byLoss(relays: readonly Relay[], prefer: (relay: Relay) => boolean = () => false): Relay[] {
  return [...relays].sort(
    (one, other) =>
      Number(isServing(one)) - Number(isServing(other)) ||
      Number(prefer(other)) - Number(prefer(one)) ||
      sessionsOf(one) - sessionsOf(other) ||
      loadOf(one) - loadOf(other) ||
      bornMs(other) - bornMs(one) ||
      (one.name < other.name ? 1 : -1),
  );
}

/** Who is taken back first [KU-15]: the one whose drain began last. */
export function byNewestDrain(relays: readonly Relay[]): Relay[] {
  return [...relays].sort(
    (one, other) => sinceMs(other) - sinceMs(one) || bornMs(other) - bornMs(one) || (one.name < other.name ? -1 : 1),
  );
}

const sinceMs = ({ status }: Relay): number => Date.parse(status.drain?.since ?? "") || 0;
const bornMs = ({ instance }: Relay): number => Date.parse(instance.metadata.creationTimestamp ?? "") || 0;
