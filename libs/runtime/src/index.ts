/**
 * Floor 4: what every service needs around its logic. Owns the system's clock and randomness, logs, metrics, health, the admin socket and its client,
 * settings words and the files they come from, the key pair's files, signals and drain. Does not own any service's logic, nor what a setting means.
 */
export * from "./admin-answer.ts";
export * from "./errors.ts";
export * from "./health.ts";
export * from "./operator-advice.ts";
export * from "./system-clock.ts";
export * from "./system-random.ts";
export * from "./words.ts";
