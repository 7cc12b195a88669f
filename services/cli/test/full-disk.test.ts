import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { TempFolder } from "@fairlead/testkit";
import { type Ended, run } from "./fairlead-process.ts";
import { freePort } from "./free-port.ts";

/** A small file system of its own at `path`; undefined where this user may not mount one. */
function mountSmall(path: string, options: string): Disposable | undefined {
  mkdirSync(path, { recursive: true });
  if (spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", path]).status !== 0) return undefined;
  return { [Symbol.dispose]: () => void spawnSync("umount", [path]) };
}

async function startIn(folder: string): Promise<Ended> {
  return run(["standalone", "-p", String(await freePort())], { cwd: folder });
}

function assertRefused({ code, err }: Ended, message: RegExp): void {
  const lines = err.split("\n").filter((text) => text.startsWith("fairlead: "));
  assert.equal(lines.length, 1, err);
  assert.match(lines[0] ?? "", message);
  assert.match(lines[0] ?? "", /; do: /);
  assert.doesNotMatch(err, /^\s+at /m);
  assert.equal(code, 1);
}

function contents(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder)
    .sort()
    .map((name) => [name, readFileSync(join(folder, name)).toString("base64")]);
}

const NO_MOUNT = "this user may not mount a file system";

describe("a start on a disk that cannot be written", () => {
  it("full before the key: one line with the file, and no half key is left", async (context: TestContext) => {
    await using folder = await TempFolder.create("disk");
    const disk = join(folder.path, "data");
    using mounted = mountSmall(disk, "size=4k");
    if (mounted === undefined) return context.skip(NO_MOUNT);
    writeFileSync(join(disk, "blocklist.txt"), "# full\n");
    assertRefused(await startIn(disk), /id_ed25519.*ENOSPC/);
    assert.deepEqual(readdirSync(disk), ["blocklist.txt"]);
  });

  it("full before the database: one line with the file, and the key is kept", async (context: TestContext) => {
    await using folder = await TempFolder.create("disk");
    const disk = join(folder.path, "data");
    using mounted = mountSmall(disk, "size=32k");
    if (mounted === undefined) return context.skip(NO_MOUNT);
    assertRefused(await startIn(disk), /db_v2\.sqlite3/);
    const key = readFileSync(join(disk, "id_ed25519"), "utf8");
    assertRefused(await startIn(disk), /db_v2\.sqlite3/);
    assert.equal(readFileSync(join(disk, "id_ed25519"), "utf8"), key);
  });

  it("read-only: one line with the folder, and nothing is changed", async (context: TestContext) => {
    await using folder = await TempFolder.create("disk");
    const disk = join(folder.path, "data");
    using mounted = mountSmall(disk, "size=1m");
    if (mounted === undefined) return context.skip(NO_MOUNT);
    writeFileSync(join(disk, "blocklist.txt"), "# nobody\n");
    const before = contents(disk);
    assert.equal(spawnSync("mount", ["-o", "remount,ro", disk]).status, 0);
    assertRefused(await startIn(disk), /data dir .*data.*EROFS/);
    assert.deepEqual(contents(disk), before);
  });
});
