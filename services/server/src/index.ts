/**
 * Floor 6: one process made of the services below it, on embedded stores. Owns the plan of a server, what a key argument means together with the key files,
 * the data dir, and the order in which parts start and end. Does not own words and flags, nor any rule of the wire.
 */

export { RELAY_ADMIN_NAME } from "./admin.ts";
export * from "./cluster-plan.ts";
export { dataDirKeys } from "./data-dir-keys.ts";
export * from "./errors.ts";
export * from "./running-server.ts";
export { type DataDirKeys, resolveKeys, type ServerKeys } from "./server-keys.ts";
export * from "./server-plan.ts";
export type { OpenTracer, ServerPorts } from "./server-ports.ts";
export { startServer } from "./start-server.ts";
export type { TlsFiles } from "./tls-files.ts";
