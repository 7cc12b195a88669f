import type { DatabaseSync } from "node:sqlite";

/** The table as hbbs makes it; a database of ours is one of hbbs's. `user`, `status` and `note` are never read or written. */
const SCHEMA = `
  create table peer (
    guid blob primary key not null, id varchar(100) not null, uuid blob not null, pk blob not null,
    created_at datetime not null default(current_timestamp), user blob, status tinyint, note varchar(300), info text not null
  ) without rowid;
  create unique index index_peer_id on peer (id);
  create index index_peer_user on peer (user);
  create index index_peer_created_at on peer (created_at);
  create index index_peer_status on peer (status);
`;

const COLUMNS_WE_NEED = ["guid", "id", "uuid", "pk", "info"];

/** `empty`: no table at all, as in a new file. `foreign`: somebody else's database. */
export function schemaOf(database: DatabaseSync): "hbbs" | "empty" | "foreign" {
  const tables = database.prepare("select name from sqlite_schema where type in ('table', 'view')").all();
  if (tables.length === 0) return "empty";
  const columns = new Set(
    database
      .prepare("select name from pragma_table_info('peer')")
      .all()
      .map((row) => row["name"]),
  );
  return COLUMNS_WE_NEED.every((name) => columns.has(name)) ? "hbbs" : "foreign";
}

/**
 * Makes the table in one transaction; two processes starting on the same new file make it once. Throws for a file that SQLite could only open for reading: a write
 * that concerns no row asks it.
 */
export function ensureSchema(database: DatabaseSync): void {
  database.exec("begin immediate");
  try {
    if (schemaOf(database) === "empty") database.exec(SCHEMA);
    if (schemaOf(database) === "hbbs") database.exec("delete from peer where false");
    database.exec("commit");
  } catch (error) {
    if (database.isTransaction) database.exec("rollback");
    throw error;
  }
}
