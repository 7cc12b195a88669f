import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseDbUrl } from "@fairlead/store-sqlite";

describe("DB_URL", () => {
  const cases: readonly [string | undefined, string][] = [
    [undefined, "/data/db_v2.sqlite3"],
    ["", "/data/db_v2.sqlite3"],
    ["sqlite://./db_v2.sqlite3", "/data/db_v2.sqlite3"],
    ["sqlite:./x.sqlite3", "/data/x.sqlite3"],
    ["sqlite://x.sqlite3?mode=rwc", "/data/x.sqlite3"],
    ["sqlite:///var/lib/x.sqlite3", "/var/lib/x.sqlite3"],
    ["SQLite:///var/my%20data/x.sqlite3", "/var/my data/x.sqlite3"],
    ["./x.sqlite3", "/data/x.sqlite3"],
    ["x.sqlite3", "/data/x.sqlite3"],
    ["/var/lib/100%.sqlite3", "/var/lib/100%.sqlite3"],
  ];
  for (const [text, file] of cases) it(`${text} is ${file}`, () => assert.equal(parseDbUrl(text, "/data"), file));

  const refused: readonly [string, string][] = [
    ["mysql://host/db", "mysql databases are not known here; DB_URL=mysql:…; do: set DB_URL=sqlite://./db_v2.sqlite3"],
    [
      "sqlite::memory:",
      "a database in memory forgets every device; DB_URL=sqlite::memory:; do: set DB_URL=sqlite://./db_v2.sqlite3",
    ],
  ];
  for (const [text, message] of refused) {
    it(`refuses ${text}`, () => assert.throws(() => parseDbUrl(text, "/data"), { code: "STORE_OPEN_FAILED", message }));
  }
});
