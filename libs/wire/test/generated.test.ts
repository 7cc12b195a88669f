import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";

const root = resolve(import.meta.dirname, "../../..");
const committed = join(root, "libs/wire/src/gen");
const read = (folder: string, file: string): string => readFileSync(join(folder, file), "utf8");

describe("generated code", () => {
  const fresh = mkdtempSync(join(tmpdir(), "fairlead-proto-"));
  before(() => execFileSync(join(root, "proto/generate.sh"), [fresh], { stdio: "pipe" }));
  after(() => rmSync(fresh, { recursive: true }));

  it("consists of the files that proto/generate.sh writes, no others", () =>
    assert.deepEqual(readdirSync(committed).sort(), readdirSync(fresh).sort()));

  for (const file of ["rendezvous.js", "rendezvous.d.ts"]) {
    it(`${file} is what the .proto files give`, () =>
      assert.ok(read(committed, file) === read(fresh, file), "run `make proto` and commit what it writes"));
  }
});
