import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, it } from "node:test";
import { TempFolder } from "@fairlead/testkit";
import { FairleadProcess, run } from "./fairlead-process.ts";
import { freePort } from "./free-port.ts";

/** A Node of this machine that is too old for the command itself, if there is one. */
function findOlderNode(): string | undefined {
  return ["/usr/bin/node", "/usr/local/bin/node"].find((path) => majorVersionOf(path) < 24);
}

function majorVersionOf(path: string): number {
  try {
    return Number.parseInt(execFileSync(path, ["--version"], { encoding: "utf8" }).slice(1), 10);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

const olderNode = findOlderNode();
const skip = olderNode === undefined ? "this machine has no Node below 24" : false;

describe("under an older Node", { skip }, () => {
  const node = olderNode ?? process.execPath;

  it("the command runs all the same, from any directory, and its exit code comes back", async () => {
    await using folder = await TempFolder.create("cli");
    assert.match(
      (await run(["keygen"], { node, cwd: folder.path })).out,
      /^Public Key: {2}\S{44}\nSecret Key: {2}\S{88}\n$/,
    );
    assert.equal((await run(["validatekeypair", "a", "b"], { node, cwd: folder.path })).code, 1);
  });

  it("a signal to the process in front drains the server, and its code comes back", async () => {
    await using folder = await TempFolder.create("cli");
    const words = ["standalone", "-p", String(await freePort())];
    await using server = new FairleadProcess(words, { node, cwd: folder.path });
    await server.says(/is ready/);
    server.signal("SIGINT");
    const { code, err } = await server.ended;
    assert.equal(code, 0);
    assert.match(err, /process\.drained.*drained/);
  });

  it("the server ends when the process in front is killed", async () => {
    await using folder = await TempFolder.create("cli");
    const words = ["standalone", "-p", String(await freePort())];
    await using server = new FairleadProcess(words, { node, cwd: folder.path });
    await server.says(/is ready/);
    server.signal("SIGKILL");
    // The streams close when the server behind has ended, too.
    await server.ended;
    assert.match(server.err, /process\.drained/);
  });
});
