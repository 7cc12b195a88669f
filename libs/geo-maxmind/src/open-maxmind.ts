import type { Clock, Logger } from "@fairlead/base";
import type { Geography } from "@fairlead/cluster";
import { GeographyOpenError } from "./errors.ts";

export interface MaxMindPorts {
  readonly clock: Clock;
  readonly logger: Logger;
}
export interface MaxMindSettings {
  /** A `.mmdb` file. */
  readonly file: string;
}

/** Rejects with `GeographyOpenError` when the file cannot be used now. */
export async function openMaxMind(
  _ports: MaxMindPorts,
  { file }: MaxMindSettings,
): Promise<Geography & AsyncDisposable> {
  throw new GeographyOpenError(`not yet: ${file}`);
}
