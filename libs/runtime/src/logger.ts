import type { Clock, LogFields, Logger } from "@fairlead/base";
import { jsonLine, prettyLine } from "./log-format.ts";
import { LOG_LEVELS, type LogLevel } from "./log-level.ts";
import { plainFields } from "./log-record.ts";
import { WarningLimiter } from "./warning-limiter.ts";

/** Where lines go; standard error as a rule. */
export interface LogStream {
  write(text: string): unknown;
}

export interface LoggerPorts {
  readonly clock: Clock;
  readonly stream: LogStream;
}

export interface LoggerSettings {
  readonly level: LogLevel;
  /** `pretty` when people look on. */
  readonly format: "json" | "pretty";
}

/** A logger for one process. Secrets are masked, and warnings and errors of one event are limited together with all children. */
export function createLogger({ clock, stream }: LoggerPorts, settings: LoggerSettings): Logger {
  const format = settings.format === "json" ? jsonLine : prettyLine;
  const limiter = new WarningLimiter(clock);
  const write = (level: LogLevel, event: string, fields: LogFields): void => {
    if (!isSaid(level, settings.level)) return;
    const suppressed = level === "warn" || level === "error" ? limiter.admit(event) : 0;
    if (suppressed === undefined) return;
    const counted = suppressed === 0 ? fields : { ...fields, suppressed };
    stream.write(`${format({ event, level, wallMs: clock.wall(), fields: plainFields(counted) })}\n`);
  };
  return withFields({}, write);
}

function withFields(own: LogFields, write: (level: LogLevel, event: string, fields: LogFields) => void): Logger {
  return {
    debug: (event, fields) => write("debug", event, { ...own, ...fields }),
    info: (event, fields) => write("info", event, { ...own, ...fields }),
    warn: (event, fields) => write("warn", event, { ...own, ...fields }),
    error: (event, fields) => write("error", event, { ...own, ...fields }),
    child: (fields) => withFields({ ...own, ...fields }, write),
  };
}

function isSaid(level: LogLevel, limit: LogLevel): boolean {
  return LOG_LEVELS.indexOf(level) <= LOG_LEVELS.indexOf(limit);
}
