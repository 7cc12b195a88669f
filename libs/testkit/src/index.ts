/**
 * A side room, imported by tests and the load generator only. Owns the clock that stands still, seeded randomness and simulated clients. Owns nothing that
 * a running server uses.
 */
export * from "./manual-clock.ts";
export * from "./seeded-random.ts";
