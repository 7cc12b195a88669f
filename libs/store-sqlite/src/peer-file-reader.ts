import { existsSync } from "node:fs";
import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { errorMessage, peerId } from "@fairlead/base";
import { StoreOpenError } from "./errors.ts";
import { parseInfo } from "./peer-info.ts";
import { type BadRow, type StoredRow, timestampMs } from "./stored-row.ts";
import { schemaOf } from "./worker/peer-schema.ts";

const MOST_ID_BYTES = 255;
const MOST_UUID_BYTES = 128;
const MOST_KEY_BYTES = 256;

export interface RowBatch {
  readonly rows: readonly StoredRow[];
  readonly bad: readonly BadRow[];
}

/** Reads every row of hbbs's database, from its thread's own caller: for commands, not for servers. Changes nothing in the file; hbbs may go on using it. */
export class PeerFileReader implements Disposable {
  readonly #database: DatabaseSync;

  /** Throws StoreOpenError for a file that is not there or not hbbs's. */
  constructor(file: string) {
    this.#database = openForReading(file);
    const schema = schemaOf(this.#database);
    if (schema === "hbbs") return;
    this.#database.close();
    const what = schema === "empty" ? "it holds no table" : "it is not hbbs's database";
    throw new StoreOpenError(`cannot read ${file}: ${what}; do: name the folder that holds hbbs's db_v2.sqlite3`);
  }

  count(): number {
    return Number(this.#database.prepare("select count(*) as count from peer").get()?.["count"] ?? 0);
  }

  /** By id. At most `size` rows are in memory. */
  *batches(size: number): Generator<RowBatch> {
    const rows = this.#database.prepare("select id, uuid, pk, info, created_at from peer order by id").iterate();
    for (let batch = take(rows, size); batch.length > 0; batch = take(rows, size)) {
      const read = batch.map(readRow);
      yield { rows: read.filter((row) => "uuid" in row), bad: read.filter((row) => "reason" in row) };
    }
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}

function openForReading(file: string): DatabaseSync {
  try {
    const database = new DatabaseSync(placeOf(file), { readOnly: true, timeout: 5000 });
    database.prepare("select count(*) from sqlite_schema").get();
    return database;
  } catch (cause) {
    throw new StoreOpenError(
      `cannot read ${file}: ${errorMessage(cause)}; do: name the folder that holds hbbs's db_v2.sqlite3`,
      { cause },
    );
  }
}

/** Without a log nobody uses the file: it is read as it lies there, and nothing appears beside it. */
function placeOf(file: string): string | URL {
  if (existsSync(`${file}-wal`)) return file;
  const url = pathToFileURL(file);
  url.searchParams.set("immutable", "1");
  return url;
}

function take<T>(items: Iterator<T>, size: number): T[] {
  const taken: T[] = [];
  for (let next = items.next(); !next.done; next = items.next()) {
    taken.push(next.value);
    if (taken.length === size) break;
  }
  return taken;
}

function readRow(row: Record<string, SQLOutputValue>): StoredRow | BadRow {
  const id = typeof row["id"] === "string" ? row["id"] : "";
  const [uuid, pk] = [bytesOf(row["uuid"]), bytesOf(row["pk"])];
  if (id === "" || Buffer.byteLength(id) > MOST_ID_BYTES) return { id, reason: "no usable id" };
  if (uuid.length === 0 || uuid.length > MOST_UUID_BYTES) return { id, reason: `a machine id of ${uuid.length} bytes` };
  if (pk.length > MOST_KEY_BYTES) return { id, reason: `a key of ${pk.length} bytes` };
  const registeredIp = parseInfo(String(row["info"]));
  return { id: peerId(id), uuid, pk, registeredIp, createdMs: timestampMs(String(row["created_at"])) };
}

function bytesOf(value: SQLOutputValue | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return typeof value === "string" ? Buffer.from(value, "utf8") : new Uint8Array();
}
