import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, readFileSync, statSync } from "node:fs";
import { createInterface } from "node:readline";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { type DataFolder, dataFolder, rawRows } from "./data-folder.ts";

const CHILD = fileURLToPath(new URL("./command-child.ts", import.meta.url));

/** A process of its own that opens the database and then claims an id per line it reads, answering each with a line. */
class Child implements AsyncDisposable {
  readonly #process;
  readonly #lines;

  constructor(command: string, args: readonly string[], identityOf: { uid?: number; gid?: number } = {}) {
    this.#process = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"], ...identityOf });
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  async line(): Promise<string> {
    return (await this.#lines.next()).value ?? "";
  }

  claim(id: string): Promise<string> {
    this.#process.stdin.write(`${id}\n`);
    return this.line();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#process, "close");
    this.#process.stdin.end();
    await closed;
  }
}

const nodeArgs = (folder: DataFolder): string[] => [...process.execArgv, CHILD, folder.file];

describe("a disk that is full", () => {
  it("fails writes without losing what was answered, and serves again when there is room", async (context) => {
    if (spawnSync("prlimit", ["--version"]).error !== undefined) return context.skip("prlimit is not installed");
    using folder = dataFolder("clean");
    // A limit on the size of files stands for the full disk; the signal that comes with it is ignored, so that the write fails.
    const script = 'trap "" XFSZ; exec "$@"';
    await using child = new Child("sh", ["-c", script, "sh", process.execPath, ...nodeArgs(folder)]);
    assert.equal(await child.line(), "opened");
    assert.equal(await child.claim("before-full"), "created");
    spawnSync("prlimit", ["--pid", String(child.pid), `--fsize=${statSync(`${folder.file}-wal`).size}:unlimited`]);
    assert.equal(await child.claim("while-full"), "STORE_UNAVAILABLE");
    assert.equal(await child.claim("while-full"), "STORE_UNAVAILABLE");
    spawnSync("prlimit", ["--pid", String(child.pid), "--fsize=unlimited:unlimited"]);
    assert.equal(await child.claim("while-full"), "created");
    const ids = rawRows(folder.file).map(({ id }) => id);
    assert.equal(ids.length, 7);
    assert.ok(ids.includes("before-full") && ids.includes("while-full"));
  });
});

describe("a database that may not be written", () => {
  const NOBODY = { uid: 65_534, gid: 65_534 };
  const isRoot = process.getuid?.() === 0;

  it("is refused at start with one line", { skip: !isRoot && "only root can play another user" }, async () => {
    using folder = dataFolder("clean");
    chownSync(folder.path, NOBODY.uid, NOBODY.gid);
    chmodSync(folder.file, 0o444);
    const before = readFileSync(folder.file);
    await using child = new Child(process.execPath, nodeArgs(folder), NOBODY);
    const expected = `STORE_OPEN_FAILED cannot use ${folder.file}: it cannot be written; DB_URL=${folder.file}; do: give this user the right to write it and its folder`;
    assert.equal(await child.line(), expected);
    assert.deepEqual(readFileSync(folder.file), before);
  });

  it("in a folder that may not be written is refused too", {
    skip: !isRoot && "only root can play another user",
  }, async () => {
    using folder = dataFolder("clean");
    chmodSync(folder.file, 0o666);
    await using child = new Child(process.execPath, nodeArgs(folder), NOBODY);
    assert.match(
      await child.line(),
      /^STORE_OPEN_FAILED cannot use .+: it cannot be (opened|written); .+; do: give this user the right/,
    );
  });
});
