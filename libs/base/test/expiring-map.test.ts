import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ExpiringMap } from "../src/index.ts";

describe("expiring map", () => {
  it("answers an entry until its lifetime has passed", () => {
    const map = new ExpiringMap<string, number>({ capacity: 10, lifetimeMs: 100 });
    map.set("a", 1, 0);
    assert.equal(map.get("a", 99), 1);
    assert.equal(map.get("a", 100), undefined);
  });

  it("pushes out the oldest when full, and says so", () => {
    const evicted: string[] = [];
    const map = new ExpiringMap<string, number>({ capacity: 2, lifetimeMs: 100 }, (key) => evicted.push(key));
    map.set("a", 1, 0);
    map.set("b", 2, 1);
    map.set("a", 3, 2);
    map.set("c", 4, 3);
    assert.deepEqual(
      [...map.entries(3)],
      [
        ["a", 3],
        ["c", 4],
      ],
    );
    assert.deepEqual(evicted, ["b"]);
  });

  it("removes the expired as writes come, so that it does not grow by what is over", () => {
    const map = new ExpiringMap<number, number>({ capacity: 1_000_000, lifetimeMs: 10 });
    for (let nowMs = 0; nowMs < 100_000; nowMs += 1) map.set(nowMs, nowMs, nowMs);
    assert.ok(map.size <= 11, `${map.size} entries for 10 alive`);
  });

  it("deletes and answers what was alive", () => {
    const map = new ExpiringMap<string, number>({ capacity: 2, lifetimeMs: 10 });
    map.set("a", 1, 0);
    assert.equal(map.delete("a", 5), 1);
    assert.equal(map.delete("a", 5), undefined);
  });
});
