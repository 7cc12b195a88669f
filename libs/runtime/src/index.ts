/**
 * Floor 4: what every service needs around its logic. Owns the system's clock and randomness, logs, metrics, health, the admin socket and its client,
 * settings words and the files they come from, the key pair's files, signals and drain. Does not own any service's logic, nor what a setting means.
 */
export * from "./admin-answer.ts";
export * from "./admin-client.ts";
export * from "./admin-commands.ts";
export * from "./admin-file.ts";
export * from "./admin-server.ts";
export * from "./admin-text.ts";
export * from "./command-line.ts";
export * from "./drop-counter.ts";
export * from "./errors.ts";
export * from "./health.ts";
export * from "./ini-file.ts";
export * from "./key-files.ts";
export * from "./load-words.ts";
export * from "./log-level.ts";
export * from "./logger.ts";
export * from "./merge-words.ts";
export * from "./metric-family.ts";
export * from "./metrics-registry.ts";
export * from "./nearest-name.ts";
export * from "./node-calls.ts";
export * from "./operator-advice.ts";
export * from "./ops-server.ts";
export * from "./process-metrics.ts";
export * from "./run-until-signal.ts";
export * from "./secret-mask.ts";
export * from "./system-clock.ts";
export * from "./system-random.ts";
export * from "./word-help.ts";
export * from "./word-table.ts";
export * from "./words.ts";
