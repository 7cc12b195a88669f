import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { filesBelow, isTest, root } from "./source-tree.ts";

const tagPattern = /\[([A-Z]{2,3}-\d+)\]/g;
const tagsIn = (text: string): string[] => [...text.matchAll(tagPattern)].map((match) => match[1] ?? "");

const pages = ["proto/PROTOCOL.md", "docs/cluster-rules.md", "docs/kubernetes-rules.md"];
const protocol = pages.map((page) => readFileSync(join(root, page), "utf8")).join("\n");
const clauses = [...protocol.matchAll(/^- `\[([A-Z]{2,3}-\d+)\]`/gm)].map((match) => match[1] ?? "");
const sources = [...filesBelow(["libs", "services"], [".ts"]), ...filesBelow(["charts"], [".yaml", ".tpl"])];
const cited = (inTests: boolean): Set<string> =>
  new Set(sources.filter((file) => isTest(file.path) === inTests).flatMap((file) => tagsIn(file.text)));

describe("clauses of proto/PROTOCOL.md and of the rules in docs", () => {
  it("has each tag once", () => {
    assert.deepEqual(
      clauses.filter((tag, index) => clauses.indexOf(tag) !== index),
      [],
    );
    assert.ok(clauses.length > 60, `${clauses.length} clauses read`);
  });

  it("is cited by code, every clause", () => {
    const inCode = cited(false);
    assert.deepEqual(
      clauses.filter((tag) => !inCode.has(tag)),
      [],
    );
  });

  it("is cited by a test, every clause", () => {
    const inTests = cited(true);
    assert.deepEqual(
      clauses.filter((tag) => !inTests.has(tag)),
      [],
    );
  });

  it("holds every tag that code and tests cite", () => {
    const known = new Set(clauses);
    const wrong = sources.flatMap((file) =>
      tagsIn(file.text)
        .filter((tag) => !known.has(tag))
        .map((tag) => `${file.path}: ${tag}`),
    );
    assert.deepEqual(wrong, []);
  });
});
