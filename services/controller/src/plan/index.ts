/** What should be, from what is: a pure function of one snapshot [KU-2]. */
export * from "./names.ts";
export * from "./note-proof.ts";
export * from "./plan.ts";
export * from "./plan-parts.ts";
export * from "./snapshot.ts";
