import type { RelayDirectory } from "@fairlead/cluster";

/** Relays that are handed out no more because they failed their probe. */
export function notAnswering(relays: RelayDirectory): string | undefined {
  const out = relays.snapshot().filter(({ serving }) => !serving);
  return out.length === 0 ? undefined : `not answering: ${out.map(({ name }) => name).join(", ")}`;
}
