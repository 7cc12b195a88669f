import { resolve } from "node:path";
import { StoreOpenError } from "./errors.ts";

/** The file that hbbs uses when nobody names one. */
const DEFAULT_DATABASE_NAME = "db_v2.sqlite3";

/**
 * The absolute path that a `DB_URL` means: `sqlite://./x.sqlite3`, `sqlite:x.sqlite3`, `./x.sqlite3`, `/data/x.sqlite3`; the usual file in `baseDir` when there is
 * none. What follows a `?` is for hbbs's driver. Throws StoreOpenError for a database that is no file.
 */
export function parseDbUrl(text: string | undefined, baseDir: string): string {
  const url = text?.trim() ?? "";
  if (url === "") return resolve(baseDir, DEFAULT_DATABASE_NAME);
  const isUrl = /^sqlite:/i.test(url);
  if (!isUrl && /^[a-z]+:\/\//i.test(url)) throw notSqlite(url);
  const path = isUrl ? withoutPercent(url.replace(/^sqlite:(\/\/)?/i, "").replace(/\?.*$/, "")) : url;
  if (path === "" || path === ":memory:") throw notAFile(url);
  return resolve(baseDir, path);
}

function withoutPercent(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function notSqlite(url: string): StoreOpenError {
  const scheme = url.slice(0, url.indexOf(":"));
  return new StoreOpenError(
    `${scheme} databases are not known here; DB_URL=${scheme}:…; do: set DB_URL=sqlite://./${DEFAULT_DATABASE_NAME}`,
  );
}

function notAFile(url: string): StoreOpenError {
  return new StoreOpenError(
    `a database in memory forgets every device; DB_URL=${url}; do: set DB_URL=sqlite://./${DEFAULT_DATABASE_NAME}`,
  );
}
