import type { Clock, DropCounter, Logger, Metrics } from "@fairlead/base";
import type { Admissions } from "@fairlead/cluster";

/** What a relay needs from the outside. */
export interface RelayPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly drops: DropCounter;
  /** With it, only brokered sessions are carried [RL-3]. Without it the key rule alone decides. */
  readonly admissions?: Admissions | undefined;
}
