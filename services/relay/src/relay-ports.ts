import type { Clock, DropCounter, Logger, Metrics } from "@fairlead/base";
import type { Admissions } from "@fairlead/cluster";
import type { MeshPorts } from "./mesh/mesh-ports.ts";

/** What a relay needs from the outside. */
export interface RelayPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly drops: DropCounter;
  /** With it, only brokered sessions are carried [RL-3]. Without it the key rule alone decides. */
  readonly admissions?: Admissions | undefined;
  /** With it, and with a port for it, legs are joined with those at other relays of the same address [CL-38]. */
  readonly mesh?: MeshPorts | undefined;
}
