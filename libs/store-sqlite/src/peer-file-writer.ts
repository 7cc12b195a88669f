import { createHash } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { errorMessage } from "@fairlead/base";
import { StoreOpenError } from "./errors.ts";
import { formatInfo } from "./peer-info.ts";
import { type StoredRow, timestampText } from "./stored-row.ts";
import { ensureSchema } from "./worker/peer-schema.ts";

/** What is written for a device of which nobody knows when it came. */
const UNKNOWN_DATE = "1970-01-01 00:00:00";

/**
 * Writes a database that hbbs can use, beside its place, and puts it there when it is whole: whoever reads the place sees the old file or the new one. The same rows
 * make the same content. Disposed before `finish` it leaves nothing.
 */
export class PeerFileWriter implements Disposable {
  readonly #file: string;
  readonly #temporary: string;
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;

  /** Throws StoreOpenError when the folder takes no file, or when a server has the old one open. */
  constructor(file: string) {
    this.#file = file;
    this.#temporary = `${file}.new`;
    try {
      remove(this.#temporary);
      refuseOpenFile(file);
      this.#database = new DatabaseSync(this.#temporary);
      // Nobody reads it before it is whole, so nothing is kept safe on the way; it is synced once, at the end.
      this.#database.exec("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -65536");
      ensureSchema(this.#database);
      const columns = "guid, id, uuid, pk, created_at, info";
      // A device that was renamed while the store was read may come twice.
      this.#insert = this.#database.prepare(`insert or replace into peer (${columns}) values (?, ?, ?, ?, ?, ?)`);
    } catch (cause) {
      throw new StoreOpenError(
        `cannot write ${file}: ${errorMessage(cause)}; do: make the folder writable, and let no server run on it`,
        { cause },
      );
    }
  }

  add(rows: readonly StoredRow[]): void {
    this.#database.exec("begin");
    for (const { id, uuid, pk, registeredIp, createdMs } of rows) {
      const date = createdMs === undefined ? UNKNOWN_DATE : timestampText(createdMs);
      this.#insert.run(guidOf(id), id, uuid, pk, date, formatInfo(registeredIp));
    }
    this.#database.exec("commit");
  }

  /** Devices so far. */
  count(): number {
    return Number(this.#database.prepare("select count(*) as count from peer").get()?.["count"] ?? 0);
  }

  /** Durable when it returns. Answers how many devices the file holds. */
  finish(): number {
    const count = this.count();
    this.#database.close();
    sync(this.#temporary);
    renameSync(this.#temporary, this.#file);
    sync(dirname(this.#file));
    return count;
  }

  [Symbol.dispose](): void {
    if (this.#database.isOpen) this.#database.close();
    remove(this.#temporary);
  }
}

/** From the id, so that the same device has the same row each time; in the form of a version 8 UUID (RFC 9562 §5.8). */
function guidOf(id: string): Uint8Array {
  const guid = createHash("sha256").update(id).digest().subarray(0, 16);
  guid.writeUInt8((guid.readUInt8(6) & 0x0f) | 0x80, 6);
  guid.writeUInt8((guid.readUInt8(8) & 0x3f) | 0x80, 8);
  return guid;
}

/** Closing the last connection folds the write-ahead log into the file; a log that stays is somebody's, and would be replayed over the new file. */
function refuseOpenFile(file: string): void {
  if (!existsSync(`${file}-wal`)) return;
  if (existsSync(file)) {
    const database = new DatabaseSync(file);
    database.prepare("select count(*) from sqlite_schema").get();
    database.close();
  }
  if (existsSync(`${file}-wal`)) throw new Error("a server has it open");
}

function remove(path: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(path + suffix, { force: true });
}

/** A file or a folder. */
function sync(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
