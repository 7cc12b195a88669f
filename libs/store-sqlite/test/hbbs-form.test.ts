import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { DatabaseSync } from "node:sqlite";
import { describe, it } from "node:test";
import { peerId } from "@fairlead/base";
import { ManualClock } from "@fairlead/testkit";
import { dataFolder, rawRows, runSql, walBytesLeft } from "./data-folder.ts";
import { identity, open } from "./registry.ts";

/** The five devices in both folders, as hbbs stored them. */
const STORED: Readonly<Record<string, readonly [string, string]>> = {
  "1029384756": [
    "63306666656530302d323232322d346538652d396630302d303030303030303030303033",
    "2fc5f0a175fef3a06a61e15f9210c350f1ff3ad30831a085f93fe5941b11c12e",
  ],
  "123456789": [
    "35613231666437372d333430352d343437392d626636312d613538623931633535356234",
    "129f5d7031b653acf7456f321db4cba0372c25144e263e698a66b66194fb9d97",
  ],
  "987654321": [
    "30643761376332652d313131312d346538652d396630302d303030303030303030303032",
    "0110329661bfc55cbb3c18d3e1460d4ec9cc9a9ebcbe7973e756f1e1b37fd922",
  ],
  "my-office-pc": [
    "64656164626565662d333333332d346538652d396630302d303030303030303030303034",
    "bc9b7c2485aa4153417262fa54ee13a5cd3956ad075fc079fc0ec3599c984715",
  ],
  tablet_01: [
    "d524c1a0811da49592f841085cc0063eb62b3001252a94542795d1ca9824a941",
    "2b006c3277e654a17e8a1360ce1a8b33ab7196921b98490476ccfc4568df2cfb",
  ],
};

function stored(id: string) {
  const [uuid = "", pk = ""] = STORED[id] ?? [];
  return identity(id, { uuid: Buffer.from(uuid, "hex"), pk: Buffer.from(pk, "hex"), registeredIp: "192.0.2.1" });
}

for (const kind of ["clean", "killed"] as const) {
  describe(`the folder of an hbbs that ${kind === "clean" ? "ended in order" : "was killed"}`, () => {
    it("gives all five devices, byte for byte", async () => {
      using folder = dataFolder(kind);
      await using registry = await open(folder.file);
      const found = await registry.findMany(Object.keys(STORED).map(peerId));
      assert.equal(found.size, 5);
      for (const [id, [uuid, pk]] of Object.entries(STORED)) {
        const peer = found.get(peerId(id));
        assert.equal(Buffer.from(peer?.uuid ?? []).toString("hex"), uuid);
        assert.equal(Buffer.from(peer?.pk ?? []).toString("hex"), pk);
        assert.equal(peer?.registeredIp, "192.0.2.1", "stored as ::ffff:192.0.2.1 [AD-1]");
      }
    });

    it("is as it was after devices that did not change have registered", async () => {
      using folder = dataFolder(kind);
      using untouched = dataFolder(kind);
      const registry = await open(folder.file);
      for (const id of Object.keys(STORED)) assert.deepEqual(await registry.claim(stored(id)), { kind: "unchanged" });
      await registry[Symbol.asyncDispose]();
      assert.equal(walBytesLeft(folder.file), false, "one whole file is left");
      assert.deepEqual(rawRows(folder.file), rawRows(untouched.file));
    });
  });
}

describe("rows in hbbs's form", () => {
  it("have a guid of 16 random bytes, raw uuid and key, and the address as hbbs writes it", async () => {
    using folder = dataFolder();
    await using registry = await open(folder.file);
    const four = identity("100000001", { uuid: Buffer.from([0, 255, 0x27]), registeredIp: "203.0.113.5" });
    const six = identity("100000002", { registeredIp: "2001:db8::7" });
    await Promise.all([registry.claim(four), registry.claim(six)]);
    const [first, second] = rawRows(folder.file);
    assert.match(first?.guid ?? "", /^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
    assert.notEqual(first?.guid, second?.guid);
    assert.equal(first?.uuid, "00ff27");
    assert.equal(first?.pk, Buffer.from(four.pk).toString("hex"));
    assert.equal(first?.info, '{"ip":"::ffff:203.0.113.5"}');
    assert.equal(second?.info, '{"ip":"2001:db8::7"}');
    assert.match(first?.created_at ?? "", /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    assert.deepEqual(first?.rest, [null, null, null, "blob", "blob"]);
  });

  it("keep guid, uuid and date when key and address change", async () => {
    using folder = dataFolder("clean");
    const before = rawRows(folder.file).find(({ id }) => id === "tablet_01");
    await using registry = await open(folder.file);
    const pk = Buffer.alloc(32, 9);
    const moved = await registry.claim({ ...stored("tablet_01"), pk, registeredIp: "203.0.113.9" });
    assert.equal(moved.kind, "updated");
    const after = rawRows(folder.file).find(({ id }) => id === "tablet_01");
    assert.deepEqual(after, { ...before, pk: pk.toString("hex"), info: '{"ip":"::ffff:203.0.113.9"}' });
  });

  it("keep guid and key when the id changes", async () => {
    using folder = dataFolder("clean");
    const before = rawRows(folder.file).find(({ id }) => id === "tablet_01");
    await using registry = await open(folder.file);
    const { id: oldId, uuid } = stored("tablet_01");
    assert.equal((await registry.rename({ oldId, newId: peerId("tablet_99"), uuid })).kind, "renamed");
    assert.deepEqual(
      rawRows(folder.file).find(({ id }) => id === "tablet_99"),
      { ...before, id: "tablet_99" },
    );
  });

  it("are not rewritten when only the way the address is written differs", async () => {
    using folder = dataFolder("clean");
    runSql(folder.file, `update peer set info = '{"ip":"192.0.2.1"}'`);
    await using registry = await open(folder.file);
    assert.deepEqual(await registry.claim(stored("tablet_01")), { kind: "unchanged" });
    assert.ok(rawRows(folder.file).every(({ info }) => info === '{"ip":"192.0.2.1"}'));
  });

  it("take a row whose info is not JSON as one without address", async () => {
    using folder = dataFolder("clean");
    runSql(folder.file, "update peer set info = 'broken'");
    await using registry = await open(folder.file);
    assert.equal((await registry.find(peerId("tablet_01")))?.registeredIp, "");
  });
});

describe("other programs and the database", () => {
  it("read new rows while we run, at once", async () => {
    using folder = dataFolder("clean");
    await using registry = await open(folder.file);
    await registry.claim(identity("100000001"));
    assert.equal(rawRows(folder.file).length, 6);
  });

  it("read them with the sqlite3 shell", async (context) => {
    using folder = dataFolder("clean");
    await using registry = await open(folder.file);
    await registry.claim(identity("100000001"));
    const shell = spawnSync("sqlite3", [folder.file, "select count(*) from peer; pragma integrity_check"], {
      encoding: "utf8",
    });
    if (shell.error !== undefined) return context.skip("the sqlite3 shell is not installed");
    assert.equal(shell.stdout, "6\nok\n");
  });

  it("write rows that we find within a second", async () => {
    using folder = dataFolder("clean");
    const clock = new ManualClock();
    await using registry = await open(folder.file, { clock });
    assert.equal(await registry.find(peerId("100000009")), undefined);
    runSql(folder.file, `insert into peer (guid, id, uuid, pk, info) values (x'00', '100000009', x'01', x'02', '{}')`);
    clock.advance(1000);
    assert.equal((await registry.find(peerId("100000009")))?.id, "100000009");
  });

  it("find the schema as hbbs makes it, and nothing else, in a file that we made", async () => {
    using folder = dataFolder();
    using reference = dataFolder("clean");
    await (await open(folder.file))[Symbol.asyncDispose]();
    assert.equal(walBytesLeft(folder.file), false);
    assert.deepEqual(shapeOf(folder.file), shapeOf(reference.file));
  });

  it("find no trace of us but rows in a file that hbbs made", async () => {
    using folder = dataFolder("clean");
    using reference = dataFolder("clean");
    const registry = await open(folder.file);
    await registry.claim(identity("100000001"));
    await registry[Symbol.asyncDispose]();
    assert.deepEqual(shapeOf(folder.file), shapeOf(reference.file));
  });

  it("may make the table at the same time as we", async () => {
    using folder = dataFolder();
    const registries = await Promise.all([open(folder.file), open(folder.file), open(folder.file)]);
    await Promise.all(registries.map((registry, at) => registry.claim(identity(`10000000${at}`))));
    assert.equal(rawRows(folder.file).length, 3);
    await Promise.all(registries.map((registry) => registry[Symbol.asyncDispose]()));
  });
});

/** All that makes a database another one, spacing and letter case of its SQL aside. */
function shapeOf(file: string): unknown {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const schema = database.prepare("select type, name, sql from sqlite_schema order by name").all();
    const pragmas = ["user_version", "application_id", "journal_mode", "encoding", "page_size", "auto_vacuum"];
    return {
      schema: schema.map((row) => [
        row["type"],
        row["name"],
        String(row["sql"])
          .toLowerCase()
          .replaceAll(/\s+/g, " ")
          .replaceAll(/ ?([(),]) ?/g, "$1"),
      ]),
      pragmas: pragmas.map((name) => [name, database.prepare(`pragma ${name}`).get()?.[name]]),
    };
  } finally {
    database.close();
  }
}

describe("what an operator asks", () => {
  it("is how many rows there are, and which hold a text", async () => {
    using folder = dataFolder("clean");
    await using registry = await open(folder.file);
    assert.equal(await registry.count(), 5);
    const ids = async (text: string, limit = 10) => (await registry.search(text, limit)).map(({ id }) => id);
    assert.deepEqual(await ids("office"), ["my-office-pc"]);
    assert.deepEqual(await ids("%"), [], "no wildcards");
    assert.deepEqual(await ids("192.0.2.1", 2), ["1029384756", "123456789"]);
  });
});
