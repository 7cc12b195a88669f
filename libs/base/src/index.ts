/**
 * Floor 0: time, measure, shape, end. Imports nothing. Owns the `Clock` and `Random` ports, the `Logger` and `Metrics` ports, token buckets,
 * meters, bounded collections, branded ids, the names of every loss and how a fault reads. Does not own I/O, and knows nothing of RustDesk.
 */
export * from "./bounded-queue.ts";
export * from "./clock.ts";
export * from "./delay.ts";
export * from "./drop-reason.ts";
export * from "./error-text.ts";
export * from "./errors.ts";
export * from "./expiring-map.ts";
export * from "./ids.ts";
export * from "./logger.ts";
export * from "./meter.ts";
export * from "./metrics.ts";
export * from "./pacer.ts";
export * from "./random.ts";
export * from "./signature-watch.ts";
export * from "./token-bucket.ts";
export * from "./tracer.ts";
