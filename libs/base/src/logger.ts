export type LogFields = Readonly<Record<string, unknown>>;

/**
 * Structured events: a name such as `peer.claimed`, then fields. No sentences to parse. A line for an operator to act on carries `reason`,
 * `setting` and `do`. Implementations mask secrets and rate-limit warnings per event name.
 */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** The same logger with fields that every line carries. */
  child(fields: LogFields): Logger;
}

/** Says nothing; for callers that were given no logger. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLogger,
};
