import type { RelayName } from "@fairlead/base";

/** A relay as the rendezvous sees it now. */
export interface RelayView {
  readonly name: RelayName;
  /** Passed its last probe, or was never probed because it is the only one. */
  readonly serving: boolean;
  /** 0..1, reserved and actual load over capacity; 0 when unknown. */
  readonly load: number;
}

/** The relays to choose from. The reader never waits: the data plane keeps its last known good list when whoever fills it is away. */
export interface RelayDirectory {
  /** Synchronous and local; in configured order; the same array until something changes. */
  snapshot(): readonly RelayView[];
  /** Adds or replaces what is known of one relay. */
  advertise(relay: RelayView): void;
  /** Takes a relay out; unknown names are ignored. */
  leave(name: RelayName): void;
  /** Makes this the list, in this order; keeps what is known of the relays that stay. */
  replace(names: readonly RelayName[]): void;
}
