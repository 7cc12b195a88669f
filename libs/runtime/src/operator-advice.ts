import type { LogFields } from "@fairlead/base";

/** What an operator can act on: what is wrong, the setting it depends on with its value and source, and one step. */
export interface OperatorAdvice {
  readonly reason: string;
  /** `NAME=value (source)`. */
  readonly setting: string;
  readonly do: string;
}

/** `what is wrong; setting=value (source); do: one step`. */
export function adviceLine(advice: OperatorAdvice): string {
  return `${advice.reason}; ${advice.setting}; do: ${advice.do}`;
}

/** The three fields by which a log line carries advice. */
export function adviceFields(advice: OperatorAdvice): LogFields {
  return { reason: advice.reason, setting: advice.setting, do: advice.do };
}
