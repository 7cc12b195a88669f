/**
 * Floor 6: one process made of the services below it, on embedded stores. Owns the plan of a server, what a key argument means together with the key files,
 * the data dir, and the order in which parts start and end. Does not own words and flags, nor any rule of the wire.
 */
export * from "./server-plan.ts";
