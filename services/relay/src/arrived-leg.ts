import type { SessionUuid } from "@fairlead/base";
import type { Admission } from "@fairlead/cluster";
import type { Leg, Transport } from "@fairlead/net";
import type { SocketAddress } from "@fairlead/wire";

/** A connection that has proven to be a relay leg. */
export interface ArrivedLeg {
  readonly leg: Leg;
  readonly uuid: SessionUuid;
  /** Named the device it wants, as the controlling side does. */
  readonly controlling: boolean;
  readonly remote: SocketAddress;
  readonly transport: Transport;
  readonly arrivedMs: number;
  /** Another relay brought it: it goes no further [CL-38]. */
  readonly meshed?: true;
}

/** Two legs that have found each other; `first` waited. */
export interface LegPair {
  readonly uuid: SessionUuid;
  readonly first: ArrivedLeg;
  readonly second: ArrivedLeg;
  /** A relay check of a rendezvous, not a session of two clients. */
  readonly probe: boolean;
  /** What let it in; absent where the key rule alone decides. */
  readonly admission?: Admission | undefined;
}
