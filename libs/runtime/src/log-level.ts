/** `off` says nothing at all. */
export const LOG_LEVELS = ["off", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Reads `RUST_LOG`: `error|warn|info|debug|trace|off`, also per module as in `warn,hbbs=debug`, where the most talkative one counts for all.
 * `undefined` when a part is none of these.
 */
export function parseLogLevel(text: string): LogLevel | undefined {
  const parts = text.split(",").map((part) => levelOfDirective(part.trim()));
  const levels: number[] = [];
  for (const part of parts) {
    if (part === undefined) return undefined;
    levels.push(LOG_LEVELS.indexOf(part));
  }
  return LOG_LEVELS[Math.max(...levels)];
}

function levelOfDirective(directive: string): LogLevel | undefined {
  const word = directive.slice(directive.lastIndexOf("=") + 1).toLowerCase();
  if (word === "trace") return "debug";
  return LOG_LEVELS.find((level) => level === word);
}
