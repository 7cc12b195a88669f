import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { findPort, TempFolder } from "@fairlead/testkit";
import { FairleadProcess } from "./fairlead-process.ts";
import { freePort } from "./free-port.ts";

/** Loaded into every thread of the server before its own code: the thread whose data has `mark` fails once the file `fail` is there. */
function saboteur(folder: string, mark: string): string {
  const file = join(folder, "saboteur.mjs");
  const lines = [
    'import { existsSync } from "node:fs";',
    'import { isMainThread, workerData } from "node:worker_threads";',
    `const asked = () => existsSync(${JSON.stringify(join(folder, "fail"))});`,
    `if (!isMainThread && workerData !== null && ${JSON.stringify(mark)} in workerData)`,
    '  setInterval(() => { if (asked()) throw new Error("a fault in the test"); }, 20).unref();',
  ];
  writeFileSync(file, lines.join("\n"));
  return pathToFileURL(file).href;
}

describe("a thread of the server that dies", () => {
  for (const [name, mark, words] of [
    ["relay", "admissionRequired", []],
    ["front", "routes", ["--https-port"]],
  ] as const) {
    it(`ends the process when it is the ${name}'s: one line with the fault, and a code that is not 0`, async () => {
      await using folder = await TempFolder.create("thread");
      const port = await freePort();
      const flags = words.length === 0 ? [] : [...words, String(await findPort("0.0.0.0"))];
      const env = { NODE_OPTIONS: `--import=${saboteur(folder.path, mark)}` };
      const options = { cwd: folder.path, env };
      await using server = new FairleadProcess(["standalone", "-p", String(port), ...flags], options);
      await server.says(/is ready/);
      writeFileSync(join(folder.path, "fail"), "");
      const { code, err } = await server.ended;
      assert.equal(code, 1);
      const line = err.split("\n").find((text) => text.startsWith("fairlead: ")) ?? "";
      assert.match(line, new RegExp(`the ${name}'s thread failed: .*a fault in the test.*; do: `));
    });
  }
});
