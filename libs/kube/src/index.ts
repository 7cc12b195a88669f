/**
 * Floor 4: a controller's side of the Kubernetes API. Owns the connection (plain JSON), lists and watches kept alive, the work queue, leader election, server-side apply,
 * events and finalizers. Does not own what is to be applied.
 */
export * from "./errors.ts";
