import assert from "node:assert/strict";
import { basename } from "node:path";
import { describe, it } from "node:test";
import { filesBelow, isTest } from "./source-tree.ts";

const everything = filesBelow(["libs", "services", "loadtest"], [".ts", ".js"]);
const prose = filesBelow(["docs", "proto", "libs", "services", "loadtest"], [".md", ".ts", ".js", ".proto", ".json"]);

describe("the house", () => {
  it("keeps every file within 300 lines", () => {
    const long = everything
      .map((file) => [file.path, file.text.split("\n").length - 1] as const)
      .filter(([, lines]) => lines > 300);
    assert.deepEqual(long, []);
  });

  it("names files for their noun, in kebab-case, never for a drawer", () => {
    const wrong = everything
      .map((file) => file.path)
      .filter(
        (path) => /^(utils?|helpers?|common|misc|lib|stuff)\./.test(basename(path)) || /[A-Z_]/.test(basename(path)),
      );
    assert.deepEqual(wrong, []);
  });

  it("opens every package with a paragraph on what it owns", () => {
    const doors = everything.filter((file) => file.path.endsWith("/src/index.ts") && !isTest(file.path));
    assert.ok(doors.length >= 10);
    assert.deepEqual(
      doors.filter((file) => !/^\/\*\*[\s\S]*?\b[Oo]wns?\b[\s\S]*?\*\//.test(file.text)).map((file) => file.path),
      [],
    );
  });

  it("speaks of the product only: no path of a machine", () => {
    const machine = /\/(root|work|home\/[a-z]+)\/[a-z]/;
    const wrong = prose.filter((file) => !file.path.startsWith("libs/testkit/test/house/") && machine.test(file.text));
    assert.deepEqual(
      wrong.map((file) => file.path),
      [],
    );
  });
});
