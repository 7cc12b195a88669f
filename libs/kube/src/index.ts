/**
 * Floor 4: a controller's side of the Kubernetes API. Owns the connection (plain JSON), lists and watches kept alive, the work queue, leader election, server-side apply,
 * events and finalizers. Does not own what is to be applied.
 */
export * from "./connection/kube-api.ts";
export * from "./connection/list.ts";
export * from "./connection/open-kube-api.ts";
export * from "./connection/watch.ts";
export * from "./errors.ts";
export * from "./objects/kinds.ts";
export * from "./objects/kube-object.ts";
export * from "./objects/micro-time.ts";
export * from "./objects/models.ts";
export * from "./objects/plain.ts";
export * from "./queue/lease-election.ts";
export * from "./queue/work-queue.ts";
export * from "./reflect/reflector.ts";
export * from "./reflect/store.ts";
export * from "./write/apply.ts";
export * from "./write/event-recorder.ts";
export * from "./write/event-words.ts";
export * from "./write/finalizers.ts";
export * from "./write/lost-fields.ts";
export * from "./write/verbs.ts";
