import type { Clock, Logger, Metrics, Random, Tracer } from "@fairlead/base";

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
  /** This program's version, as other nodes are told it. */
  readonly release: string;
  /** Loads what sends traces; only called where somebody asked for it. */
  readonly openTracer: OpenTracer;
}

export interface TracerPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
}
export interface TracerSettings {
  readonly endpoint: string;
  readonly service: string;
  readonly instance: string;
  readonly release: string;
}
export type OpenTracer = (
  ports: TracerPorts,
  settings: TracerSettings,
) => Promise<{ readonly tracer: Tracer } & AsyncDisposable>;
