import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DROP_REASONS } from "../src/index.ts";

describe("drop reasons", () => {
  it("are sorted, in snake case, and each says what was wrong", () => {
    const names = Object.keys(DROP_REASONS);
    assert.deepEqual(names, names.toSorted());
    for (const [name, meaning] of Object.entries(DROP_REASONS)) {
      assert.match(name, /^[a-z]+(_[a-z]+)*$/);
      assert.ok(meaning.length > 10, name);
    }
  });
});
