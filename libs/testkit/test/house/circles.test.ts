import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { filesBelow } from "./source-tree.ts";

const files = filesBelow(["libs", "services", "loadtest"], [".ts"]);
const neighbours = new Map(
  files.map(({ path, text }) => [
    path,
    [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, to]) => join(dirname(path), to ?? "")),
  ]),
);

/** Files that import each other in a loop, types included: whoever reads one must read them all. */
function circles(): readonly string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) found.push([...way.slice(at), path].join(" -> "));
    if (at >= 0 || done.has(path)) return;
    for (const next of neighbours.get(path) ?? []) walk(next, [...way, path]);
    done.add(path);
  };
  for (const path of neighbours.keys()) walk(path, []);
  return found;
}

describe("files", () => {
  it("import each other in no circle", () => {
    assert.ok(neighbours.size > 500 && [...neighbours.values()].flat().length > 1000, "the imports were read");
    assert.deepEqual(circles(), []);
  });
});
