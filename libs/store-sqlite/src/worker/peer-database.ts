import { statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import type {
  OpenResult,
  StoreAnswer,
  StoreRequest,
  WorkerSettings,
  WriteOperation,
  WriteResult,
} from "../worker-protocol.ts";
import { openDatabase } from "./open-database.ts";
import { faultOf, isBusy, openFaults } from "./open-fault.ts";
import { PeerRows } from "./peer-rows.ts";

interface Connection {
  readonly database: DatabaseSync;
  readonly rows: PeerRows;
  readonly inode: number;
}

/** The database as the worker serves it: one request at a time. After a fault the connection is made anew, so that a fault which is gone is forgotten. */
export class PeerDatabase {
  readonly #settings: WorkerSettings;
  readonly #newGuid: () => Uint8Array;
  #connection: Connection | undefined;

  constructor(settings: WorkerSettings, newGuid: () => Uint8Array) {
    this.#settings = settings;
    this.#newGuid = newGuid;
  }

  open(): OpenResult {
    const { file, mayCreate, openTimeoutMs } = this.#settings;
    const opened = openDatabase({ file, mayCreate, checksPages: true, timeoutMs: openTimeoutMs });
    if (opened.kind === "refused") return { kind: "refused", ...opened.fault };
    const connection = { ...opened, rows: new PeerRows(opened.database, this.#newGuid) };
    this.#connection = connection;
    return { kind: "opened", created: opened.created, count: connection.rows.count() };
  }

  answer(request: StoreRequest): StoreAnswer {
    try {
      return this.#serve(request);
    } catch (error) {
      if (isBusy(error)) return { kind: "busy" };
      this.#disconnect();
      return { kind: "failed", reason: faultOf(error).reason };
    }
  }

  #serve(request: StoreRequest): StoreAnswer {
    if (request.kind === "close") return this.#close();
    const connection = this.#connected();
    if (connection === undefined) return { kind: "failed", reason: openFaults.absent.reason };
    switch (request.kind) {
      case "write":
        return { kind: "written", results: writeAll(connection, request.operations) };
      case "read":
        return { kind: "found", identities: request.ids.flatMap((id) => connection.rows.find(id) ?? []) };
      case "count":
        return { kind: "counted", count: connection.rows.count() };
      case "search":
        return { kind: "found", identities: connection.rows.search(request.text, request.limit) };
      default:
        throw request satisfies never;
    }
  }

  /** The open connection, if the file at the path is still the one it was opened on: rows in a removed file are lost without an error. */
  #connected(): Connection | undefined {
    const inode = statSync(this.#settings.file, { throwIfNoEntry: false })?.ino;
    if (inode === undefined || inode !== this.#connection?.inode) this.#disconnect();
    if (inode === undefined) return undefined;
    this.#connection ??= this.#reconnect();
    return this.#connection;
  }

  #reconnect(): Connection {
    const opened = openDatabase({ file: this.#settings.file, mayCreate: false, checksPages: false, timeoutMs: 0 });
    if (opened.kind === "refused") throw new Error(opened.fault.reason);
    return { ...opened, rows: new PeerRows(opened.database, this.#newGuid) };
  }

  /** Leaves one whole file behind when nobody else has it open. */
  #close(): StoreAnswer {
    this.#connection?.database.exec("pragma wal_checkpoint(truncate)");
    this.#disconnect();
    return { kind: "closed" };
  }

  #disconnect(): void {
    const database = this.#connection?.database;
    this.#connection = undefined;
    if (database?.isOpen) database.close();
  }
}

/** All in one transaction: all are durable when this returns, or none is. */
function writeAll({ database, rows }: Connection, operations: readonly WriteOperation[]): WriteResult[] {
  database.exec("begin immediate");
  try {
    const results = operations.map((operation) => write(rows, operation));
    database.exec("commit");
    return results;
  } catch (error) {
    if (database.isTransaction) database.exec("rollback");
    throw error;
  }
}

function write(rows: PeerRows, operation: WriteOperation): WriteResult {
  switch (operation.kind) {
    case "claim":
      return { kind: "claim", result: rows.claim(operation.identity) };
    case "rename":
      return { kind: "rename", result: rows.rename(operation.request) };
    default:
      throw operation satisfies never;
  }
}
