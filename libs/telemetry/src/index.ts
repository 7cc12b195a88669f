/**
 * Floor 4: traces by OpenTelemetry, sent as OTLP over HTTP. Owns the ids that make one trace of what several nodes did, and what becomes of spans that nobody takes. Does
 * not own what is traced. Loaded only where somebody asked for it: import it dynamically.
 */
export * from "./start-telemetry.ts";
