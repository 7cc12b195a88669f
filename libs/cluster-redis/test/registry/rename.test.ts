import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, describe, it } from "node:test";
import { peerId } from "@fairlead/base";
import { RedisServer, redisCli } from "@fairlead/testkit";
import { device, located, placeAt } from "../devices.ts";
import { openRegistry } from "../open-registry.ts";

const [oldId, newId] = [peerId("old"), peerId("new")];
const uuid = Buffer.from("machine-1");
const request = { oldId, newId, uuid };
const child = new URL("./rename-child.ts", import.meta.url).pathname;

describe("[CL-11] a rename", () => {
  let server: RedisServer;
  let prefix = "";
  before(async () => {
    server = await RedisServer.start();
  });
  after(() => server[Symbol.asyncDispose]());

  /** A registry in which a renaming process was killed after so many steps. */
  async function killedAfter(step: number) {
    prefix = `rename-${step}-${await redisCli(server.port, "incr", "renames")}:`;
    const registry = await openRegistry(server.url, { prefix });
    await registry.claim(device("old"), placeAt(1));
    const renaming = spawn(process.execPath, [child, server.url, prefix, String(step)], { stdio: "inherit" });
    const [, signal] = await once(renaming, "close");
    assert.equal(signal, "SIGKILL");
    return registry;
  }
  const keyOf = async (id: string): Promise<string> => redisCli(server.port, "keys", `${prefix}peer:*:${id}`);

  for (const step of [0, 1, 2, 3, 4]) {
    it(`is done by asking again when the process was killed after step ${step}`, async () => {
      await using registry = await killedAfter(step);
      assert.equal((await registry.rename(request)).kind, "renamed");
      assert.equal(await registry.find(oldId), undefined);
      assert.deepEqual((await registry.find(newId))?.uuid, uuid);
      assert.equal(await redisCli(server.port, "ttl", await keyOf("new")), "-1", "it is there for good");
      assert.equal(await keyOf("old"), "");
      assert.equal((await registry.claim(device("old", "machine-2"))).kind, "created");
    });
  }

  for (const step of [0, 1]) {
    it(`has not happened when it ended after step ${step}: the new id is free after a minute`, async () => {
      await using registry = await killedAfter(step);
      assert.deepEqual((await registry.find(oldId))?.uuid, uuid);
      assert.deepEqual(await registry.claim(device("old", "machine-2")), { kind: "conflict" });
      if (step === 0) return;
      const ttl = Number(await redisCli(server.port, "pttl", await keyOf("new")));
      assert.ok(ttl > 0 && ttl <= 60_000, `${ttl} ms`);
      assert.deepEqual(await registry.claim(device("new", "machine-2")), { kind: "conflict" });
    });
  }

  for (const step of [2, 3]) {
    it(`is finished by whoever reads the old id after step ${step}: find, claim, reassert`, async () => {
      for (const reader of ["find", "claim", "reassert"] as const) {
        await using registry = await killedAfter(step);
        await redisCli(server.port, "del", step === 2 ? await keyOf("new") : "nothing");
        if (reader === "find") assert.equal((await registry.findMany([oldId])).size, 0);
        if (reader === "claim")
          assert.equal((await registry.claim(device("old", "machine-2"), placeAt(2))).kind, "created");
        if (reader === "reassert") {
          assert.deepEqual(await registry.reassert([located(device("old"), placeAt(1))]), [
            { kind: "elsewhere", parked: [] },
          ]);
        }
        assert.deepEqual((await registry.find(newId))?.uuid, uuid, reader);
        assert.equal(await redisCli(server.port, "ttl", await keyOf("new")), "-1", reader);
      }
    });
  }

  it("leaves the device its old id when the minute was over and the new one went to somebody else", async () => {
    await using registry = await killedAfter(2);
    await redisCli(server.port, "del", await keyOf("new"));
    await registry.claim(device("new", "machine-2"));
    assert.deepEqual((await registry.find(oldId))?.uuid, uuid);
    assert.deepEqual(await registry.claim(device("old")), { kind: "unchanged" });
    assert.deepEqual(await registry.rename(request), { kind: "taken" });
  });

  it("makes a kept id the device's for good when it registers with it", async () => {
    await using registry = await killedAfter(1);
    assert.equal((await registry.claim(device("new"), placeAt(1))).kind, "unchanged");
    assert.equal(await redisCli(server.port, "ttl", await keyOf("new")), "-1");
  });

  it("gives a device an id back that it had before", async () => {
    await using registry = await killedAfter(0);
    await registry.claim(device("new"));
    assert.equal((await registry.rename(request)).kind, "renamed");
    assert.equal(await registry.find(oldId), undefined);
  });
});
