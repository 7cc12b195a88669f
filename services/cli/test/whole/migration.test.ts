import assert from "node:assert/strict";
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it } from "node:test";
import { TempFolder, waitUntil } from "@fairlead/testkit";
import { clientOf, clock, registeredClientOf, sessionBetween } from "./support/clients.ts";
import { TestServer } from "./support/test-server.ts";

/** Folders as hbbs left them: after an orderly end, and after SIGKILL with rows still in the write-ahead log. */
const FOLDERS = join(import.meta.dirname, "../../../..", "libs/store-sqlite/test/testdata");
/** Devices of both folders; the uuid is what their machines send, as bytes. */
const OLD_DEVICES = [
  { id: "123456789", uuid: Buffer.from("5a21fd77-3405-4479-bf61-a58b91c555b4") },
  { id: "my-office-pc", uuid: Buffer.from("deadbeef-3333-4e8e-9f00-000000000004") },
  { id: "tablet_01", uuid: Buffer.from("d524c1a0811da49592f841085cc0063eb62b3001252a94542795d1ca9824a941", "hex") },
];

interface Row {
  readonly guid: Uint8Array;
  readonly uuid: Uint8Array;
  readonly pk: Uint8Array;
  readonly info: string;
}

/** What another program sees in the database, now. */
function rowOf(folder: string, id: string): Row | undefined {
  const database = new DatabaseSync(join(folder, "db_v2.sqlite3"), { readOnly: true });
  try {
    const row = database.prepare("select guid, uuid, pk, info from peer where id = ?").get(id);
    if (row === undefined) return undefined;
    const { guid, uuid, pk, info } = row;
    assert.ok(guid instanceof Uint8Array && uuid instanceof Uint8Array && pk instanceof Uint8Array);
    return { guid, uuid, pk, info: String(info) };
  } finally {
    database.close();
  }
}

for (const name of ["clean", "killed"]) {
  describe(`a move from hbbs (${name} folder)`, () => {
    it("keeps the key that clients have, and every device its id, as a row that hbbs understands [KEY-1][RK-3][RK-4]", async () => {
      await using folder = await TempFolder.create("migration");
      await cp(join(FOLDERS, name), folder.path, { recursive: true });
      const oldKey = (await readFile(join(FOLDERS, name, "id_ed25519.pub"), "utf8")).trim();
      await using server = await TestServer.start({ dataDir: folder.path, words: ["-r", ""] });
      await using controller = await clientOf(server, { key: oldKey });
      for (const { id, uuid } of OLD_DEVICES) {
        const before = rowOf(folder.path, id);
        assert.deepEqual(
          await controller.connect(id),
          { kind: "failed", text: "Remote desktop is offline" },
          `${id} is unknown`,
        );
        await using device = await registeredClientOf(server, { id, uuid, key: oldKey });
        assert.deepEqual(device.state.results, [0]);
        const session = await sessionBetween(controller, device, { forceRelay: true });
        assert.ok(session.a.trusted, "the old server key does not prove the device");
        session.a.stream.destroy();
        const after = rowOf(folder.path, id);
        assert.deepEqual(after?.guid, before?.guid, "the row was replaced");
        assert.deepEqual(Buffer.from(after?.uuid ?? []), uuid);
        assert.deepEqual(Buffer.from(after?.pk ?? []), device.state.keyPair.publicKey);
        assert.equal(after?.info, `{"ip":"::ffff:${device.state.settings.localAddress}"}`);
      }
    });

    it("another machine that claims an old id is refused, and an OK survives kill -9 [RK-3][RK-4]", async () => {
      await using folder = await TempFolder.create("migration");
      await cp(join(FOLDERS, name), folder.path, { recursive: true });
      await using server = await TestServer.start({ dataDir: folder.path });
      await using thief = await clientOf(server, { id: "123456789", mode: "tcp" });
      await thief.start();
      await waitUntil(clock, "the thief has another id", () => thief.id !== "123456789" && thief.state.keyConfirmed);
      const fresh = await Promise.all([1, 2, 3, 4, 5].map(() => registeredClientOf(server)));
      server.signal("SIGKILL");
      await server.ended;
      for (const { id, state } of [...fresh, thief]) {
        const row = rowOf(folder.path, id);
        assert.ok(row !== undefined, `${id} was told OK and is lost`);
        assert.equal(row.guid.length, 16);
        assert.deepEqual(Buffer.from(row.uuid), Buffer.from(state.uuid));
      }
      await Promise.all(fresh.map((device) => device[Symbol.asyncDispose]()));
    });
  });
}
