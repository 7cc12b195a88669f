import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { peerId } from "@fairlead/base";
import { dataFolder, rawRows } from "./data-folder.ts";
import { open } from "./registry.ts";

const CHILD = fileURLToPath(new URL("./writer-child.ts", import.meta.url));

describe("a process killed while it writes", () => {
  for (const killedAfter of [1, 200, 1000]) {
    it(`loses none of the claims it answered, killed after ${killedAfter} of them`, async () => {
      using folder = dataFolder("killed");
      const answered = await claimUntilKilled(folder.file, killedAfter);
      assert.ok(answered.size >= killedAfter);
      const rows = new Map(rawRows(folder.file).map(({ id, pk }) => [id, pk]));
      const lost = [...answered].filter(([id, pk]) => rows.get(id) !== pk);
      assert.deepEqual(lost, []);
      await using registry = await open(folder.file);
      assert.equal((await registry.findMany([...answered.keys()].map(peerId))).size, answered.size);
    });
  }
});

/** Ids and keys that the child printed before SIGKILL. A line that was cut was not answered. */
async function claimUntilKilled(file: string, killedAfter: number): Promise<Map<string, string>> {
  const child = spawn(process.execPath, [...process.execArgv, CHILD, file], { stdio: ["ignore", "pipe", "inherit"] });
  const closed = once(child, "close");
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString("latin1");
    if (text.split("\n").length > killedAfter) child.kill("SIGKILL");
  });
  await closed;
  const lines = text.split("\n").slice(0, -1);
  return new Map(lines.map((line) => [line.split(" ")[0] ?? "", line.split(" ")[1] ?? ""]));
}
