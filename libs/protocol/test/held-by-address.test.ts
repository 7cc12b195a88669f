import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HeldByAddress } from "../src/held-by-address.ts";

describe("things held by address", () => {
  it("are told oldest first, of all and of one address, and counted", () => {
    const held = new HeldByAddress<{ address: string }>();
    const [one, two, three] = [{ address: "a" }, { address: "b" }, { address: "b" }];
    for (const each of [one, two, three]) held.add(each);
    assert.deepEqual([...held], [one, two, three]);
    assert.equal(held.oldestOf("b"), two);
    assert.deepEqual([held.size, held.countOf("a"), held.countOf("b"), held.countOf("c")], [3, 1, 2, 0]);
    held.delete(two);
    held.delete(two);
    assert.equal(held.oldestOf("b"), three);
    held.delete(three);
    assert.deepEqual([held.size, held.countOf("b"), held.oldestOf("b")], [1, 0, undefined]);
  });

  it("name the address that holds most, the asker when nobody holds more", () => {
    const held = new HeldByAddress<{ address: string }>();
    for (const address of ["a", "b", "b"]) held.add({ address });
    assert.equal(held.busiest("c"), "b");
    held.add({ address: "c" });
    held.add({ address: "c" });
    assert.equal(held.busiest("c"), "c");
    assert.equal(held.busiest("a"), "b");
  });
});
