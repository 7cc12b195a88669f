import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { TempFolder } from "@fairlead/testkit";
import { run } from "./fairlead-process.ts";
import { TestServer } from "./whole/support/test-server.ts";

const PRELOADED = `--import ${pathToFileURL(join(import.meta.dirname, "trace-loaded.js"))}`;
/** 80 MiB of memory each, or more, and of use to one role alone. */
const HEAVY = ["@kubernetes/client-node", "@opentelemetry/sdk-node", "typebox"];

async function loadedBy(start: (environment: Record<string, string>) => Promise<void>): Promise<readonly string[]> {
  await using folder = await TempFolder.create("loaded");
  const file = join(folder.path, "loaded");
  await start({ NODE_OPTIONS: PRELOADED, LOADED_FILE: file });
  return [...new Set((await readFile(file, "utf8")).trim().split("\n"))];
}

describe("what a process loads", () => {
  for (const words of [["--help"], ["kube-init", "--help"], ["kube-test", "--help"]]) {
    it(`of fairlead ${words.join(" ")}: nothing that one role alone needs`, async () => {
      const loaded = await loadedBy(async (environment) => {
        assert.equal((await run(words, { env: environment })).code, 0);
      });
      assert.ok(loaded.includes("ws"), loaded.join(" "));
      assert.deepEqual(
        HEAVY.filter((name) => loaded.includes(name)),
        [],
      );
    });
  }

  it("of a server: no client of Kubernetes, which the controller alone uses", async () => {
    const loaded = await loadedBy(async (env) => {
      await using _server = await TestServer.start({ env });
    });
    assert.deepEqual(
      HEAVY.filter((name) => loaded.includes(name)),
      [],
    );
  });
});
