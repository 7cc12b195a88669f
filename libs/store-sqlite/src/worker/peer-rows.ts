import type { DatabaseSync, SQLOutputValue, StatementSync } from "node:sqlite";
import { type PeerId, peerId } from "@fairlead/base";
import type { ClaimResult, PeerIdentity, RenameRequest, RenameResult } from "@fairlead/cluster";
import { formatInfo, parseInfo } from "../peer-info.ts";

interface PeerRow {
  readonly guid: Uint8Array;
  readonly identity: PeerIdentity;
}

/** The rows of hbbs's table as identities. Knows nothing of transactions: the caller opens and closes them. */
export class PeerRows {
  readonly #newGuid: () => Uint8Array;
  readonly #select: StatementSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #rename: StatementSync;
  readonly #count: StatementSync;
  readonly #search: StatementSync;

  /** `newGuid` answers 16 random bytes. */
  constructor(database: DatabaseSync, newGuid: () => Uint8Array) {
    this.#newGuid = newGuid;
    this.#select = database.prepare("select guid, id, uuid, pk, info from peer where id = ?");
    this.#insert = database.prepare("insert into peer (guid, id, uuid, pk, info) values (?, ?, ?, ?, ?)");
    this.#update = database.prepare("update peer set pk = ?, info = ? where guid = ?");
    this.#rename = database.prepare("update peer set id = ? where guid = ?");
    this.#count = database.prepare("select count(*) as count from peer");
    this.#search = database.prepare(
      "select guid, id, uuid, pk, info from peer where instr(id, ?) or instr(info, ?) order by id limit ?",
    );
  }

  find(id: string): PeerIdentity | undefined {
    return this.#row(id)?.identity;
  }

  /** Creates, takes over the new key and address, or refuses another machine's claim [RK-3]. An equal row is left alone. */
  claim(identity: PeerIdentity): ClaimResult {
    const row = this.#row(identity.id);
    if (row === undefined) return this.#create(identity);
    const previous = row.identity;
    if (!isEqual(previous.uuid, identity.uuid)) return { kind: "conflict" };
    if (isEqual(previous.pk, identity.pk) && previous.registeredIp === identity.registeredIp)
      return { kind: "unchanged" };
    this.#update.run(identity.pk, formatInfo(identity.registeredIp), row.guid);
    return { kind: "updated", previous };
  }

  /** Keeps the row and its guid, changes the id. */
  rename({ oldId, newId, uuid }: RenameRequest): RenameResult {
    const row = this.#row(oldId);
    const holder = this.#row(newId);
    if (row === undefined) return this.#renamedBefore(holder, uuid);
    if (!isEqual(row.identity.uuid, uuid)) return { kind: "uuidMismatch" };
    if (oldId === newId) return { kind: "renamed", identity: row.identity };
    if (holder !== undefined) return { kind: "taken" };
    this.#rename.run(newId, row.guid);
    return { kind: "renamed", identity: { ...row.identity, id: newId } };
  }

  count(): number {
    return Number(this.#count.get()?.["count"] ?? 0);
  }

  /** Rows whose id or address holds the text, by id. */
  search(text: string, limit: number): PeerIdentity[] {
    return this.#search.all(text, text, limit).map((row) => asRow(row).identity);
  }

  #create(identity: PeerIdentity): ClaimResult {
    const { id, uuid, pk, registeredIp } = identity;
    this.#insert.run(this.#newGuid(), id, uuid, pk, formatInfo(registeredIp));
    return { kind: "created" };
  }

  #renamedBefore(holder: PeerRow | undefined, uuid: Uint8Array): RenameResult {
    if (holder === undefined || !isEqual(holder.identity.uuid, uuid)) return { kind: "unknown" };
    return { kind: "renamed", identity: holder.identity };
  }

  #row(id: PeerId | string): PeerRow | undefined {
    const row = this.#select.get(id);
    return row === undefined ? undefined : asRow(row);
  }
}

function asRow(row: Record<string, SQLOutputValue>): PeerRow {
  return {
    guid: bytesOf(row["guid"]),
    identity: {
      id: peerId(String(row["id"])),
      uuid: bytesOf(row["uuid"]),
      pk: bytesOf(row["pk"]),
      registeredIp: parseInfo(String(row["info"])),
    },
  };
}

/** Columns are as loose as SQLite: a row that somebody typed in may hold text where hbbs writes bytes. */
function bytesOf(value: SQLOutputValue | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return typeof value === "string" ? Buffer.from(value, "utf8") : new Uint8Array();
}

function isEqual(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}
