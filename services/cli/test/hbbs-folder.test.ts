import assert from "node:assert/strict";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it } from "node:test";
import { TempFolder } from "@fairlead/testkit";
import { FairleadProcess, run } from "./fairlead-process.ts";
import { freePort } from "./free-port.ts";

/** Folders as hbbs left them: after an orderly end, and after SIGKILL with rows still in the write-ahead log. */
const FOLDERS = join(import.meta.dirname, "../../../libs/store-sqlite/test/testdata");
const IDS = ["1029384756", "123456789", "987654321", "my-office-pc", "tablet_01"];

async function copyOf(name: "clean" | "killed"): Promise<TempFolder> {
  const folder = await TempFolder.create("hbbs-folder");
  cpSync(join(FOLDERS, name), folder.path, { recursive: true });
  return folder;
}

function idsIn(folder: string): readonly string[] {
  const database = new DatabaseSync(join(folder, "db_v2.sqlite3"), { readOnly: true });
  try {
    return database
      .prepare("select id from peer order by id")
      .all()
      .map((row) => String(row["id"]));
  } finally {
    database.close();
  }
}

/** What a database is, besides its rows. */
function aboutDatabase(folder: string): Record<string, unknown> {
  const database = new DatabaseSync(join(folder, "db_v2.sqlite3"), { readOnly: true });
  try {
    const schema = database.prepare("select type, name, sql from sqlite_schema order by name").all();
    return { schema, integrity: database.prepare("pragma integrity_check").get()?.["integrity_check"] };
  } finally {
    database.close();
  }
}

function newRowIn(folder: string): Record<string, unknown> | undefined {
  const database = new DatabaseSync(join(folder, "db_v2.sqlite3"), { readOnly: true });
  try {
    const known = IDS.map((id) => `'${id}'`).join(",");
    return database.prepare(`select id, info, length(guid) as guidBytes from peer where id not in (${known})`).get();
  } finally {
    database.close();
  }
}

for (const name of ["clean", "killed"] as const) {
  describe(`in the folder of a stopped hbbs (${name})`, () => {
    it("keeps key, devices and settings, and warns of the line it does not know", async () => {
      await using folder = await copyOf(name);
      const port = await freePort();
      const secret = readFileSync(join(folder.path, "id_ed25519"), "utf8");
      const publicKey = readFileSync(join(folder.path, "id_ed25519.pub"), "utf8");
      await using server = new FairleadProcess(["standalone", "-p", String(port)], { cwd: folder.path });
      await server.says(/is ready/);
      assert.ok(server.out.includes(publicKey));
      await server.warns(/DATABASE_URL is not a setting of this server/);
      assert.match((await run(["ctl", "peer", "123456789"], { cwd: folder.path })).out, /123456789/);
      assert.match((await run(["ctl", "relays"], { cwd: folder.path })).out, /rs1\.example\.com/);
      assert.deepEqual(idsIn(folder.path), IDS);
      assert.equal(readFileSync(join(folder.path, "id_ed25519"), "utf8"), secret);
    });
  });
}

describe("a device that registers", () => {
  it("becomes a row in hbbs's form that other programs read while we run, in a file that is hbbs's own afterwards", async () => {
    await using folder = await copyOf("clean");
    const port = await freePort();
    await using server = new FairleadProcess(["standalone", "-p", String(port)], { cwd: folder.path });
    await server.says(/is ready/);
    await run(["doctor", "127.0.0.1", "-p", String(port), "--relay-bytes", "1000"]);
    const row = newRowIn(folder.path);
    assert.equal(row?.["info"], '{"ip":"::ffff:127.0.0.1"}');
    assert.equal(row?.["guidBytes"], 16);
    assert.ok(IDS.every((id) => idsIn(folder.path).includes(id)));
    server.signal("SIGTERM");
    await server.ended;
    assert.deepEqual(
      readdirSync(folder.path).filter((name) => name.startsWith("db_v2")),
      ["db_v2.sqlite3"],
    );
    await using untouched = await copyOf("clean");
    assert.deepEqual(aboutDatabase(folder.path), { ...aboutDatabase(untouched.path), integrity: "ok" });
  });
});

describe("the old relay's lists", () => {
  it("are read from the folder, comments after the address left out", async () => {
    await using folder = await copyOf("clean");
    await using server = new FairleadProcess(["standalone", "-p", String(await freePort())], { cwd: folder.path });
    await server.says(/is ready/);
    const slowed = await run(["ctl", "b"], { cwd: folder.path });
    assert.match(slowed.out, /203\.0\.113\.50/);
    assert.match(slowed.out, /198\.51\.100\.0/);
    assert.match((await run(["ctl", "B"], { cwd: folder.path })).out, /203\.0\.113\.66/);
  });
});

describe("hbbs -c FILE", () => {
  it("beats the folder's .env, and a flag beats both", async () => {
    await using folder = await copyOf("clean");
    writeFileSync(join(folder.path, "server.conf"), "relay_servers = file.example.com\nalways-use-relay=Y\n");
    const words = ["hbbs", "-p", String(await freePort()), "-c", "server.conf"];
    const handedOut = async (...more: readonly string[]): Promise<string> => {
      await using server = new FairleadProcess([...words, ...more], { cwd: folder.path });
      await server.says(/is ready/);
      const { out } = await run(["ctl", "rs"], { cwd: folder.path });
      assert.match((await run(["ctl", "aur"], { cwd: folder.path })).out, /true/);
      server.signal("SIGTERM");
      await server.ended;
      return out;
    };
    assert.match(await handedOut(), /^file\.example\.com/);
    assert.match(await handedOut("-r", "flag.example.com"), /^flag\.example\.com/);
  });
});
