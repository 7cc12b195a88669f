/** The custom resources: their schemas are the one source of the types and of the definitions. */
export type { Condition } from "./condition.ts";
export * from "./exposure.ts";
export * from "./kinds.ts";
export * from "./pod-overlay.ts";
export * from "./relay-instance.ts";
export * from "./relay-pool.ts";
export * from "./rendezvous-cluster.ts";
export * from "./tenant.ts";
