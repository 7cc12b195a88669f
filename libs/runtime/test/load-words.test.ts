import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { type LoadedWords, loadWords, WordTable } from "@fairlead/runtime";
import { temporaryFolder } from "./temporary-folder.ts";

const table = new WordTable([
  { name: "config", short: "c", takesValue: true, help: "file of settings" },
  { name: "key", short: "k", takesValue: true, help: "the key" },
  { name: "data-dir", takesValue: true, help: "the folder" },
]);

function load(workingDir: string, ...argv: string[]): LoadedWords {
  return loadWords(table, {
    argv,
    environment: { KEY: "weakest" },
    workingDir,
    configWord: "config",
    dataDirWord: "data-dir",
  });
}

describe("words from the files a command line leads to", () => {
  it("takes .env from the working folder, or from the data folder when one is named", () => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, "data"));
    writeFileSync(join(folder.path, ".env"), "KEY=here");
    writeFileSync(join(folder.path, "data", ".env"), "KEY=there");
    assert.equal(load(folder.path).words.get("key")?.value, "here");
    const there = load(folder.path, "--data-dir", "data");
    assert.equal(there.words.get("key")?.value, "there");
    assert.equal(there.dataDir, join(folder.path, "data"));
  });

  it("takes -c FILE relative to the working folder, above .env", () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, ".env"), "KEY=env-file");
    writeFileSync(join(folder.path, "my.ini"), "KEY=config-file");
    assert.deepEqual(load(folder.path, "-c", "my.ini").words.get("key"), {
      value: "config-file",
      source: "-c",
      spelling: "KEY in my.ini line 1",
    });
  });

  it("does without a .env", () => {
    using folder = temporaryFolder();
    assert.equal(load(folder.path).words.get("key")?.value, "weakest");
  });

  it("refuses a -c FILE that is not there or is a folder", () => {
    using folder = temporaryFolder();
    const message = "cannot read no.ini (-c): there is no such file; do: name a file of NAME=value lines";
    assert.throws(() => load(folder.path, "-c", "no.ini"), { name: "SettingsError", message });
    assert.throws(() => load(folder.path, "-c", "."), /cannot read \. \(-c\): it is a folder; do: /);
  });
});
