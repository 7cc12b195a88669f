import type { RelayName } from "@fairlead/base";
import type { NodeRef } from "@fairlead/wire";

/** What a relay says of itself, every second. Rates in bits per second and direction. */
export interface RelayAdvert {
  readonly name: RelayName;
  /** Absent: a relay that only the operator's list names. Of relays that share an address, one that serves. */
  readonly node?: NodeRef | undefined;
  readonly state: "serving" | "draining";
  /** Infinity: no limit is known. */
  readonly capacityBps: number;
  /** Of the busier direction, over the last second. */
  readonly usedBps: number;
  readonly sessions: number;
  readonly maxSessions: number;
  /** Mean rate of a session lately; 0 = not known. */
  readonly meanSessionBps: number;
  /** Empty: none was said. */
  readonly region: string;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
  readonly pools: readonly string[];
  /** One address for several relays, which join legs among themselves [CL-38]. */
  readonly mesh: boolean;
  /** Its address may well lead nowhere from where the nodes are: it is not probed. */
  readonly unproven?: true | undefined;
  readonly release: string;
}

/** A relay as a rendezvous sees it now. */
export interface RelayView extends RelayAdvert {
  /** Passed its last probe, or was never probed because it is the only one. */
  readonly serving: boolean;
  /** 0..1, actual load over capacity; 0 when unknown. */
  readonly load: number;
}

/** The relays to choose from. The reader never waits: the data plane keeps its last known good list when whoever fills it is away [CL-31]. */
export interface RelayDirectory {
  /** Synchronous and local; in configured order, then by name; the same array until something changes. */
  snapshot(): readonly RelayView[];
  /** What a probe from here found; unknown names are ignored. */
  judge(name: RelayName, serving: boolean): void;
  /** Makes this the operator's own list, in this order; keeps what is known of the relays that stay. Relays that advertise themselves stay besides. */
  replace(names: readonly RelayName[]): void;
}

/** Whose words an advert is: relays of one address have one name [CL-38]. */
export type AdvertKey = Pick<RelayAdvert, "name" | "node">;

/** Where relays tell what they are. */
export interface RelayAdverts {
  /** For 5 s, beside what others of that name say. Rejects with `StoreUnavailableError`. */
  advertise(advert: RelayAdvert): Promise<void>;
  leave(relay: AdvertKey): Promise<void>;
}

/** A relay of which nothing but its name is known. */
export function bareRelay(name: RelayName): RelayView {
  return {
    name,
    state: "serving",
    capacityBps: Number.POSITIVE_INFINITY,
    usedBps: 0,
    sessions: 0,
    maxSessions: Number.POSITIVE_INFINITY,
    meanSessionBps: 0,
    region: "",
    pools: [],
    mesh: false,
    release: "",
    serving: true,
    load: 0,
  };
}
