import assert from "node:assert/strict";
import { cp, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it } from "node:test";
import { peerId } from "@fairlead/base";
import { TempFolder } from "@fairlead/testkit";
import { PeerFileReader, PeerFileWriter, type StoredRow, StoreOpenError } from "../src/index.ts";

const samples = join(import.meta.dirname, "testdata");
const NAME = "db_v2.sqlite3";
const rowsOf = (file: string): StoredRow[] => {
  using reader = new PeerFileReader(file);
  return [...reader.batches(2)].flatMap((batch) => batch.rows);
};
const contentOf = (file: string): unknown[] => {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare("select * from peer order by id").all();
  database.close();
  return rows.map((row) =>
    Object.values(row).map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value)),
  );
};

describe("reading hbbs's file without a server", () => {
  for (const kind of ["clean", "killed"]) {
    it(`finds all rows of a folder that was ${kind}, and leaves the file as it was`, async () => {
      await using folder = await TempFolder.create("read");
      await cp(join(samples, kind), folder.path, { recursive: true });
      const rows = rowsOf(join(folder.path, NAME));
      assert.deepEqual(
        rows.map((row) => row.id),
        ["1029384756", "123456789", "987654321", "my-office-pc", "tablet_01"],
      );
      assert.ok(
        rows.every((row) => row.registeredIp === "192.0.2.1" && row.pk.length === 32 && row.createdMs !== undefined),
      );
    });
  }

  it("names rows that no server could have written, and goes on", async () => {
    await using folder = await TempFolder.create("bad");
    const file = join(folder.path, NAME);
    await cp(join(samples, "clean", NAME), file);
    const database = new DatabaseSync(file);
    const insert = database.prepare(
      "insert into peer (guid, id, uuid, pk, info) values (randomblob(16), ?, ?, x'00', '')",
    );
    insert.run("empty-uuid", Buffer.alloc(0));
    insert.run("long-uuid", Buffer.alloc(129));
    insert.run("", Buffer.from("u"));
    database.close();
    using reader = new PeerFileReader(file);
    const batches = [...reader.batches(3)];
    assert.equal(reader.count(), 8);
    assert.deepEqual(
      batches.flatMap((batch) => batch.bad).map((row) => row.id),
      ["", "empty-uuid", "long-uuid"],
    );
    assert.equal(batches.flatMap((batch) => batch.rows).length, 5);
  });

  it("refuses what is not there, and what is not hbbs's", async () => {
    await using folder = await TempFolder.create("none");
    assert.throws(() => new PeerFileReader(join(folder.path, NAME)), StoreOpenError);
    await writeFile(join(folder.path, "text"), "hello, this is not a database at all, is it");
    assert.throws(() => new PeerFileReader(join(folder.path, "text")), StoreOpenError);
  });
});

describe("writing hbbs's file", () => {
  it("holds the same rows as were read, and the same content when it is written again", async () => {
    await using folder = await TempFolder.create("write");
    const rows = rowsOf(join(samples, "clean", NAME));
    const [one, two] = [join(folder.path, "one.sqlite3"), join(folder.path, "two.sqlite3")];
    for (const file of [one, two, two]) {
      using writer = new PeerFileWriter(file);
      writer.add(rows);
      writer.add(rows.slice(0, 2));
      assert.equal(writer.finish(), 5);
    }
    assert.deepEqual(rowsOf(two), rows);
    assert.deepEqual(contentOf(one), contentOf(two));
    assert.deepEqual((await readdir(folder.path)).sort(), ["one.sqlite3", "two.sqlite3"]);
  });

  it("leaves the old file when it is not finished", async () => {
    await using folder = await TempFolder.create("half");
    const file = join(folder.path, NAME);
    await cp(join(samples, "clean", NAME), file);
    const before = contentOf(file);
    {
      using writer = new PeerFileWriter(file);
      writer.add([{ id: peerId("x"), uuid: Buffer.from("u"), pk: Buffer.alloc(32), registeredIp: "192.0.2.7" }]);
    }
    assert.deepEqual(contentOf(file), before);
    assert.deepEqual(
      (await readdir(folder.path)).filter((name) => name.includes("new")),
      [],
    );
  });

  it("folds in the log of a killed server, and refuses a file that a server has open", async () => {
    await using folder = await TempFolder.create("open");
    await cp(join(samples, "killed"), folder.path, { recursive: true });
    const file = join(folder.path, NAME);
    const server = new DatabaseSync(file);
    server.exec("pragma journal_mode = wal; delete from peer where id = 'tablet_01'");
    assert.throws(() => new PeerFileWriter(file), /a server has it open.*do:/);
    server.close();
    using writer = new PeerFileWriter(file);
    assert.equal(writer.finish(), 0);
    assert.deepEqual(rowsOf(file), []);
  });
});
