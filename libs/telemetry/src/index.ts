/**
 * Floor 4: Tracer on OpenTelemetry.
 */
export {};
