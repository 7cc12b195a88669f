/** A relay that may be chosen, as it was last heard of. Rates in bits per second and direction. */
export interface RelayCandidate {
  readonly name: string;
  /** Passed its last probe. */
  readonly serving: boolean;
  readonly state: "serving" | "draining";
  /** Absent: nothing but the name is known, since only the operator's list has it. */
  readonly node?: object | undefined;
  /** Infinity: no limit is known. */
  readonly capacityBps: number;
  readonly usedBps: number;
  readonly sessions: number;
  readonly maxSessions: number;
  /** 0 = not known. */
  readonly meanSessionBps: number;
  readonly region: string;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
  readonly pools: readonly string[];
  /** One address for several relays, which join legs among themselves [CL-38]. */
  readonly mesh?: boolean | undefined;
}

/** Where one end of a session is. */
export interface RelayPlace {
  /** Empty = none. */
  readonly region: string;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
}

/** Who wants to reach whom; A by address, because it comes back from another port. */
export interface RelayPair {
  readonly controllingIp: string;
  readonly targetId: string;
}

/** What a relay is chosen for. */
export interface RelayRequest extends RelayPair {
  /** `undefined` = not known. */
  readonly controllingPlace?: RelayPlace | undefined;
  readonly targetPlace?: RelayPlace | undefined;
  /** The tenant's; empty or absent = any. */
  readonly pools?: readonly string[] | undefined;
  /** Either end comes by WebSocket: relays that it would not find by their name are the last resort. */
  readonly webSocket?: boolean | undefined;
  /** Its stream to us is up, so its process lives; absent = of all. A relay that was killed falls silent at once, and fails its probe seconds later. */
  readonly heard?: ((relay: RelayCandidate) => boolean) | undefined;
}
