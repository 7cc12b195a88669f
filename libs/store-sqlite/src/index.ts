/**
 * Floor 4: hbbs's `db_v2.sqlite3` as the peer registry. Owns the file's form, its thread, group commits, a short memory of what was read, and what is said when
 * the file is not fit. Does not own presence, limits or any rule about who may claim what beyond the registry's contract.
 */
export * from "./db-url.ts";
export * from "./errors.ts";
export * from "./open-sqlite-registry.ts";
export * from "./peer-file-reader.ts";
export * from "./peer-file-writer.ts";
export type { SqlitePeerRegistry } from "./sqlite-peer-registry.ts";
export * from "./store-settings.ts";
export type { BadRow, StoredRow } from "./stored-row.ts";
