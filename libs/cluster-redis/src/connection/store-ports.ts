import type { Clock, Logger, Metrics, Random } from "@fairlead/base";

export interface StorePorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
}
