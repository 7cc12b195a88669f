import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface DataFolder extends Disposable {
  readonly path: string;
  /** The database in it. */
  readonly file: string;
}

/** A folder of its own for one test: empty, or a copy of one as hbbs left it. */
export function dataFolder(from?: "clean" | "killed"): DataFolder {
  const path = mkdtempSync(join(tmpdir(), "fl-store-"));
  chmodSync(path, 0o755);
  const source = new URL(`./testdata/${from}`, import.meta.url);
  if (from !== undefined)
    for (const name of readdirSync(source))
      cpSync(new URL(`./testdata/${from}/${name}`, import.meta.url), join(path, name));
  return {
    path,
    file: join(path, "db_v2.sqlite3"),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A row as another process sees it. */
export interface RawRow {
  readonly guid: string;
  readonly id: string;
  readonly uuid: string;
  readonly pk: string;
  readonly info: string;
  readonly created_at: string;
  readonly rest: readonly unknown[];
}

/** All rows by id, read through a connection of our own as any other program would. */
export function rawRows(file: string): RawRow[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database
      .prepare("select *, typeof(uuid) as uuid_type, typeof(pk) as pk_type from peer order by id")
      .all();
    return rows.map((row) => ({
      guid: hex(row["guid"]),
      id: String(row["id"]),
      uuid: hex(row["uuid"]),
      pk: hex(row["pk"]),
      info: String(row["info"]),
      created_at: String(row["created_at"]),
      rest: [row["user"], row["status"], row["note"], row["uuid_type"], row["pk_type"]],
    }));
  } finally {
    database.close();
  }
}

/** Runs SQL as another program would. */
export function runSql(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  try {
    database.exec(sql);
  } finally {
    database.close();
  }
}

export function walBytesLeft(file: string): boolean {
  return existsSync(`${file}-wal`);
}

function hex(value: unknown): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString("hex") : `not bytes: ${String(value)}`;
}
