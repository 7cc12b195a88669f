import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { filesBelow, isTest, root } from "./source-tree.ts";

const codePattern = /"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)"/g;
const packages = ["libs", "services"].flatMap((folder) =>
  readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
);

describe("error codes", () => {
  it("belong to classes of errors.ts", () => {
    const strays = filesBelow(["libs", "services"], [".ts"])
      .filter(({ path }) => !isTest(path) && !path.endsWith("/src/errors.ts"))
      .filter(({ text }) => /class \w+ extends \w*Error\b/.test(text));
    assert.deepEqual(
      strays.map(({ path }) => path),
      [],
    );
  });

  for (const folder of packages) {
    it(`of ${folder} are those its README lists, both ways`, () => {
      const errors = join(root, folder, "src/errors.ts");
      const readme = readFileSync(join(root, folder, "README.md"), "utf8");
      const declared = existsSync(errors)
        ? [...readFileSync(errors, "utf8").matchAll(codePattern)].map((match) => match[1] ?? "")
        : [];
      const listed = [...readme.matchAll(/^- `([A-Z][A-Z0-9_]+)`:/gm)].map((match) => match[1] ?? "");
      assert.deepEqual([...new Set(declared)].sort(), [...new Set(listed)].sort());
    });
  }
});
