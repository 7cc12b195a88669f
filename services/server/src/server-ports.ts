import type { Clock, Logger, Random } from "@fairlead/base";

/** What a server needs from the process around it. */
export interface ServerPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** As the logger writes, for parts that have one of their own. */
  readonly logFormat: "json" | "pretty";
  readonly pid: number;
  /** For what does not fit into the data dir, such as a socket under a long path. */
  readonly temporaryDir: string;
}
