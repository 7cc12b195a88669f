import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it } from "node:test";
import type { LogFields } from "@fairlead/base";
import { peerId, silentLogger } from "@fairlead/base";
import { dataFolder, rawRows, runSql } from "./data-folder.ts";
import { identity, open } from "./registry.ts";

const unavailable = { name: "StoreUnavailableError", code: "STORE_UNAVAILABLE" };

/** Holds the write lock as another program would. */
function lock(file: string): Disposable {
  const database = new DatabaseSync(file);
  database.exec("begin immediate");
  return {
    [Symbol.dispose]: () => {
      if (database.isOpen) database.close();
    },
  };
}

describe("a database that cannot be used at start", () => {
  const cases: readonly [string, (file: string) => void, RegExp][] = [
    [
      "text",
      (file) => writeFileSync(file, "dear diary, this is not a database at all"),
      /^cannot use .+: it is not a SQLite database; DB_URL=.+; do: restore it from a backup, or move it away/,
    ],
    [
      "another program's database",
      (file) => runSql(file, "create table diary (day text)"),
      /: it is a SQLite database without hbbs's table peer; DB_URL=.+; do: name another file in DB_URL/,
    ],
    [
      "a table peer of another shape",
      (file) => runSql(file, "create table peer (id text)"),
      /: it is a SQLite database without hbbs's table peer; /,
    ],
    [
      "a database with a damaged page",
      (file) => {
        fillWithRows(file);
        const bytes = readFileSync(file);
        bytes.fill(0xa5, 4096, 12_288);
        writeFileSync(file, bytes);
      },
      /: it is damaged.*; DB_URL=.+; do: restore it from a backup/,
    ],
    [
      "a database cut in half",
      (file) => {
        fillWithRows(file);
        truncateSync(file, 16_384);
      },
      /: it is damaged.*; DB_URL=.+; do: restore it from a backup/,
    ],
  ];
  for (const [what, prepare, message] of cases) {
    it(`${what}: one line with file and remedy, and not a byte changed`, async () => {
      using folder = dataFolder();
      prepare(folder.file);
      const before = readFileSync(folder.file);
      await assert.rejects(open(folder.file), { name: "StoreOpenError", code: "STORE_OPEN_FAILED", message });
      assert.deepEqual(readFileSync(folder.file), before);
    });
  }

  it("a folder in its place", async () => {
    using folder = dataFolder();
    mkdirSync(folder.file);
    await assert.rejects(open(folder.file), { message: /: it is a folder; DB_URL=.+; do: name a file in DB_URL/ });
  });

  it("a folder that is not there", async () => {
    using folder = dataFolder();
    await assert.rejects(open(join(folder.path, "no", "db.sqlite3")), { message: /: it cannot be opened; .+; do: / });
  });

  it("a lock that stays: the start waits, then says who it may be", async () => {
    using folder = dataFolder("clean");
    using _lock = lock(folder.file);
    const opening = open(folder.file, { settings: { busyTimeoutMs: 200 } });
    await assert.rejects(opening, { message: /another process holds a lock on it; .+; do: stop that process/ });
  });

  it("an empty file is a new database", async () => {
    using folder = dataFolder();
    writeFileSync(folder.file, "");
    await using registry = await open(folder.file);
    assert.equal((await registry.claim(identity("100000001"))).kind, "created");
  });
});

describe("a database of an older journal", () => {
  it("whose writer died in the middle of a transaction is what it was before, and served", async () => {
    using folder = dataFolder("clean");
    const script = `
      const { DatabaseSync } = require("node:sqlite");
      const database = new DatabaseSync(process.argv[1]);
      database.exec("pragma journal_mode = delete; pragma cache_size = 1; begin; update peer set info = 'half done';" +
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000) " +
        "insert into peer (guid, id, uuid, pk, info) select randomblob(16), 'half-' || i, randomblob(36), randomblob(32), '{}' from n");
      process.kill(process.pid, "SIGKILL");`;
    spawnSync(process.execPath, ["-e", script, folder.file]);
    assert.ok(existsSync(`${folder.file}-journal`), "the transaction is half on disk");
    await using registry = await open(folder.file);
    assert.equal(await registry.count(), 5);
    assert.equal((await registry.find(peerId("tablet_01")))?.registeredIp, "192.0.2.1");
    assert.equal((await registry.claim(identity("100000001"))).kind, "created");
  });
});

function fillWithRows(file: string): void {
  copyFileSync(new URL("./testdata/clean/db_v2.sqlite3", import.meta.url), file);
  runSql(
    file,
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000)
     insert into peer (guid, id, uuid, pk, info) select randomblob(16), 'filler-' || i, randomblob(36), randomblob(32), '{}' from n;
     pragma journal_mode = delete`,
  );
}

describe("a fault while running", () => {
  it("a lock of another process is waited out", async () => {
    using folder = dataFolder("clean");
    await using registry = await open(folder.file, { settings: { busyTimeoutMs: 60_000 } });
    const other = lock(folder.file);
    const claim = registry.claim(identity("100000001"));
    assert.equal((await registry.find(peerId("tablet_01")))?.id, "tablet_01", "reads go on meanwhile");
    setTimeout(() => other[Symbol.dispose](), 300);
    assert.deepEqual(await claim, { kind: "created" });
    assert.equal(registry.complaint(), undefined);
  });

  it("a lock that stays makes writes unavailable, never a conflict, until it is gone", async () => {
    using folder = dataFolder("clean");
    const warnings: LogFields[] = [];
    const logger = {
      ...silentLogger,
      warn: (event: string, fields?: LogFields) => void warnings.push({ event, ...fields }),
    };
    await using registry = await open(folder.file, { logger, settings: { busyTimeoutMs: 200 } });
    const other = lock(folder.file);
    await assert.rejects(registry.claim(identity("100000001")), unavailable);
    assert.equal(registry.complaint(), `${folder.file}: another process holds a lock on it`);
    assert.deepEqual(warnings[0], {
      event: "store.unavailable",
      reason: `${folder.file} is not available: another process holds a lock on it`,
      setting: `DB_URL=${folder.file}`,
      do: "remove the cause; devices are answered again by themselves",
    });
    other[Symbol.dispose]();
    assert.deepEqual(await registry.claim(identity("100000001")), { kind: "created" });
    assert.equal(registry.complaint(), undefined);
  });

  it("those who wait behind a failed commit hear of it with it", async () => {
    using folder = dataFolder("clean");
    const failures: string[] = [];
    const logger = { ...silentLogger, warn: (event: string) => void failures.push(event) };
    await using registry = await open(folder.file, { logger, settings: { busyTimeoutMs: 300, groupSize: 2 } });
    using _other = lock(folder.file);
    const claims = Array.from({ length: 20 }, (_, at) => registry.claim(identity(`10000000${at}`)));
    const results = await Promise.allSettled(claims);
    assert.ok(results.every(({ status }) => status === "rejected"));
    assert.deepEqual(failures, ["store.unavailable"], "20 claims do not wait ten times");
  });

  it("a removed file is not written into the void, and is taken up again when it is back", async () => {
    using folder = dataFolder("clean");
    await using registry = await open(folder.file);
    await registry.claim(identity("100000001"));
    for (const end of ["", "-wal", "-shm"]) renameSync(`${folder.file}${end}`, `${folder.path}/away${end}`);
    await assert.rejects(registry.claim(identity("100000002")), unavailable);
    await assert.rejects(registry.find(peerId("tablet_01")), unavailable);
    for (const end of ["", "-wal", "-shm"]) renameSync(`${folder.path}/away${end}`, `${folder.file}${end}`);
    assert.deepEqual(await registry.claim(identity("100000002")), { kind: "created" });
    assert.equal(rawRows(folder.file).length, 7);
  });

  it("too many waiting writes and reads are refused at once", async () => {
    using folder = dataFolder("clean");
    await using registry = await open(folder.file, { settings: { queueCapacity: 5 } });
    const many = Array.from({ length: 8 }, (_, at) => `10000000${at}`);
    const claims = await Promise.allSettled(many.map((id) => registry.claim(identity(id))));
    assert.equal(claims.filter(({ status }) => status === "fulfilled").length, 5);
    const finds = await Promise.allSettled(many.map((id) => registry.find(peerId(`unknown-${id}`))));
    assert.equal(finds.filter(({ status }) => status === "fulfilled").length, 5);
    for (const refused of [...claims, ...finds]) {
      if (refused.status === "rejected") assert.equal(refused.reason.code, "STORE_UNAVAILABLE");
    }
  });

  it("a closed registry answers nobody", async () => {
    using folder = dataFolder("clean");
    const registry = await open(folder.file);
    await registry[Symbol.asyncDispose]();
    await assert.rejects(registry.claim(identity("100000001")), unavailable);
  });
});
