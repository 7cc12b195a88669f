import { closeSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { faultOf, needsRollback, type OpenFault, openFaults } from "./open-fault.ts";
import { ensureSchema, schemaOf } from "./peer-schema.ts";

export interface OpenSettings {
  readonly file: string;
  readonly mayCreate: boolean;
  /** Reads every page for damage, of files up to `CHECKED_BYTES`. */
  readonly checksPages: boolean;
  readonly timeoutMs: number;
}

export type OpenedDatabase =
  | { readonly kind: "opened"; readonly database: DatabaseSync; readonly created: boolean; readonly inode: number }
  | { readonly kind: "refused"; readonly fault: OpenFault };

const HEADER = "SQLite format 3\0";
/** A quarter of a second's reading. */
const CHECKED_BYTES = 64 * 2 ** 20;

/**
 * Opens hbbs's database for us and others: write-ahead log (hbbs's own choice), every commit synced. A file is first looked at through a read-only connection, so
 * that one we refuse is not touched.
 */
export function openDatabase(settings: OpenSettings): OpenedDatabase {
  try {
    const before = statOf(settings.file);
    const fault = before === undefined ? absence(settings) : examine(settings, before);
    if (fault !== undefined) return { kind: "refused", fault };
    const database = connect(settings);
    if (schemaOf(database) === "foreign") return refuse(database);
    return { kind: "opened", database, created: before === undefined, inode: statSync(settings.file).ino };
  } catch (error) {
    return { kind: "refused", fault: faultOf(error) };
  }
}

function refuse(database: DatabaseSync): OpenedDatabase {
  database.close();
  return { kind: "refused", fault: openFaults.foreign };
}

function absence({ mayCreate }: OpenSettings): OpenFault | undefined {
  return mayCreate ? undefined : openFaults.absent;
}

function examine({ file, checksPages, timeoutMs }: OpenSettings, { size, ...stats }: Stats): OpenFault | undefined {
  if ((stats.mode & 0o170000) === 0o040000) return openFaults.folder;
  if (size === 0) return undefined;
  if (readHeader(file) !== HEADER) return openFaults.notDatabase;
  const database = new DatabaseSync(file, { readOnly: true, timeout: timeoutMs });
  try {
    if (schemaOf(database) === "foreign") return openFaults.foreign;
    if (checksPages && size <= CHECKED_BYTES) return examinePages(database);
    return undefined;
  } catch (error) {
    if (needsRollback(error)) return undefined;
    throw error;
  } finally {
    database.close();
  }
}

function examinePages(database: DatabaseSync): OpenFault | undefined {
  const verdict = database.prepare("pragma quick_check(1)").get()?.["quick_check"];
  if (verdict === "ok") return undefined;
  return { ...openFaults.damaged, reason: `it is damaged (${String(verdict).replaceAll(/\s+/g, " ")})` };
}

function connect({ file, timeoutMs }: OpenSettings): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: timeoutMs });
  try {
    database.exec("pragma journal_mode = wal");
    database.exec("pragma synchronous = full");
    ensureSchema(database);
    database.exec("pragma busy_timeout = 0");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function statOf(file: string): Stats | undefined {
  return statSync(file, { throwIfNoEntry: false });
}

function readHeader(file: string): string {
  const descriptor = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(HEADER.length);
    return bytes.toString("latin1", 0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}
