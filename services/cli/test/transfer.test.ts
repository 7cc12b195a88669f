import assert from "node:assert/strict";
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, describe, it } from "node:test";
import { RedisServer, redisCli, TempFolder } from "@fairlead/testkit";
import { Ed25519KeyPair, publicKeyText } from "@fairlead/wire";
import { type Ended, run } from "./fairlead-process.ts";

const FOLDERS = join(import.meta.dirname, "../../../libs/store-sqlite/test/testdata");
const NAME = "db_v2.sqlite3";

/** Everything of a row that outlives a move; guids are made anew. */
function rowsIn(folder: string): unknown[] {
  const database = new DatabaseSync(join(folder, NAME), { readOnly: true });
  try {
    const columns = "id, hex(uuid), hex(pk), created_at, user, status, note, info";
    return database
      .prepare(`select ${columns} from peer order by id`)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}
function wholeRowsIn(folder: string): unknown[] {
  const database = new DatabaseSync(join(folder, NAME), { readOnly: true });
  try {
    return database
      .prepare("select hex(guid), id, hex(uuid), hex(pk), created_at, info from peer order by id")
      .all()
      .map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}
const counted = ({ out }: Ended, name: string): number => Number(new RegExp(`^${name} +(\\d+)`, "m").exec(out)?.[1]);
const keyIn = (folder: string): string => readFileSync(join(folder, "id_ed25519.pub"), "utf8");

describe("fairlead import and export", () => {
  let redis: RedisServer;
  let tests = 0;
  before(async () => {
    redis = await RedisServer.start();
  });
  after(() => redis[Symbol.asyncDispose]());

  /** A folder to work in, with a copy of what hbbs left, and words that lead to an empty part of Redis. */
  async function setting(kind: "clean" | "killed") {
    tests += 1;
    const folder = await TempFolder.create("transfer");
    const from = join(folder.path, "hbbs");
    cpSync(join(FOLDERS, kind), from, { recursive: true });
    const words = ["--redis", redis.url, "--redis-prefix", `t${tests}:`];
    const fairlead = (...more: string[]): Promise<Ended> => run([...more, ...words], { cwd: folder.path });
    return { from, path: folder.path, fairlead, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
  }

  for (const kind of ["clean", "killed"] as const) {
    it(`carries a ${kind} folder into Redis and back, row for row, twice`, async () => {
      await using here = await setting(kind);
      const first = await here.fairlead("import", "hbbs", "--data-dir", "node");
      assert.equal(first.code, 0, first.err);
      assert.deepEqual(
        ["read", "created", "unchanged", "conflicting"].map((name) => counted(first, name)),
        [5, 5, 0, 0],
      );
      assert.equal(keyIn(join(here.path, "node")), keyIn(here.from));
      const again = await here.fairlead("import", "hbbs", "--data-dir", "node");
      assert.deepEqual(
        ["read", "created", "unchanged"].map((name) => counted(again, name)),
        [5, 0, 5],
      );
      const exported = await here.fairlead("export", "back", "--data-dir", "node");
      assert.equal(exported.code, 0, exported.err);
      assert.equal(counted(exported, "exported"), 5);
      const back = join(here.path, "back");
      assert.deepEqual(rowsIn(back), rowsIn(here.from));
      assert.equal(keyIn(back), keyIn(here.from));
      const before = wholeRowsIn(back);
      assert.equal((await here.fairlead("export", "back", "--data-dir", "node")).code, 0);
      assert.deepEqual(wholeRowsIn(back), before, "the same devices make the same rows");
      assert.equal(existsSync(join(back, `${NAME}.new`)), false);
    });
  }

  it("says what a dry run would do, and does none of it", async () => {
    await using here = await setting("clean");
    const before = readdirSync(here.from);
    const dry = await here.fairlead("import", "hbbs", "--data-dir", "node", "--dry-run");
    assert.match(dry.out, /dry run: nothing was written/);
    assert.equal(counted(dry, "created"), 5);
    assert.equal(existsSync(join(here.path, "node", "id_ed25519")), false);
    assert.deepEqual(readdirSync(here.from), before);
    assert.equal(counted(await here.fairlead("import", "hbbs"), "created"), 5);
  });

  it("reports a conflicting id and skips it, updates what the folder knows newer, names bad rows", async () => {
    await using here = await setting("clean");
    await here.fairlead("import", "hbbs");
    const database = new DatabaseSync(join(here.from, NAME));
    database.exec(
      "update peer set uuid = x'ff' where id = 'tablet_01'; update peer set pk = zeroblob(32) where id = '123456789'",
    );
    database.exec("insert into peer (guid, id, uuid, pk, info) values (x'01', 'broken', x'', x'00', '')");
    database.close();
    const second = await here.fairlead("import", "hbbs");
    assert.equal(second.code, 0, second.err);
    const names = ["read", "created", "unchanged", "updated", "conflicting", "bad rows"];
    assert.deepEqual(
      names.map((name) => counted(second, name)),
      [6, 0, 3, 1, 1, 1],
    );
    assert.match(second.out, /^conflicting: tablet_01$/m);
    assert.match(second.out, /^bad row: broken: a machine id of 0 bytes$/m);
    await here.fairlead("export", "back");
    const back = rowsIn(join(here.path, "back")) as { id: string; "hex(uuid)": string }[];
    assert.notEqual(back.find((row) => row.id === "tablet_01")?.["hex(uuid)"], "FF");
  });

  it("[CL-18] refuses a folder with another key than the cluster's, and a data dir with another, before any device", async () => {
    await using here = await setting("clean");
    await here.fairlead("import", "hbbs");
    const other = join(here.path, "other");
    cpSync(join(FOLDERS, "killed"), other, { recursive: true });
    const pair = Ed25519KeyPair.generate();
    writeFileSync(join(other, "id_ed25519"), pair.secret.toString("base64"));
    writeFileSync(join(other, "id_ed25519.pub"), publicKeyText(pair.publicKey));
    const refused = await here.fairlead("import", "other");
    assert.equal(refused.code, 1);
    assert.match(refused.err, /the cluster signs with another key.*do: /s);
    const mixed = await here.fairlead("import", "hbbs", "--data-dir", "other");
    assert.equal(mixed.code, 1);
    assert.match(mixed.err, /has another key pair.*do: move/s);
    assert.equal(keyIn(other), publicKeyText(pair.publicKey));
  });

  it("brings a wiped Redis back, and does not replace a backup by what little is left", async () => {
    await using here = await setting("clean");
    await here.fairlead("import", "hbbs");
    await here.fairlead("export", "backup");
    await redisCli(redis.port, "flushall");
    const refused = await here.fairlead("export", "backup");
    assert.equal(refused.code, 1);
    assert.match(refused.err, /holds 5 devices, the cluster only 0.*do: fairlead import/s);
    assert.equal(counted(await here.fairlead("import", "backup"), "created"), 5);
    assert.equal((await here.fairlead("export", "backup")).code, 0);
    assert.deepEqual(rowsIn(join(here.path, "backup")), rowsIn(here.from));
  });

  it("says in one line what is missing", async () => {
    await using here = await setting("clean");
    assert.match((await run(["import", "hbbs"], { cwd: here.path })).err, /no Redis is named.*do: give --redis URL/);
    assert.match((await here.fairlead("import")).err, /one folder is needed.*do: /);
    assert.match((await here.fairlead("import", "nowhere")).err, /cannot read .*nowhere.*do: name the folder/);
    writeFileSync(join(here.path, "empty"), "");
    assert.equal((await here.fairlead("export", "empty")).code, 1);
  });
});
