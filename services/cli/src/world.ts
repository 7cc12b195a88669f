import type { Clock, Random } from "@fairlead/base";
import type { StopSignals } from "@fairlead/runtime";

/** The process around a command, as far as a command may touch it. Filled in by `main.ts` alone. */
export interface World {
  /** The words after the command's name. */
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDir: string;
  readonly pid: number;
  /** Standard output: what was asked for. */
  readonly out: Screen;
  /** Standard error: what went wrong, and logs. */
  readonly err: Screen;
  readonly clock: Clock;
  readonly random: Random;
  /** While nobody listens a signal ends the process. */
  readonly signals: StopSignals;
  /** Ends the process now, without waiting for anything. */
  exitNow(code: number): never;
}

export interface Screen {
  /** A person looks at it. */
  readonly isTerminal: boolean;
  write(text: string): unknown;
}
