import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BoundedQueue } from "../src/index.ts";

describe("bounded queue", () => {
  it("keeps order and refuses the newcomer when full", () => {
    const queue = new BoundedQueue<number>(2);
    assert.deepEqual([queue.push(1), queue.push(2), queue.push(3)], [true, true, false]);
    assert.deepEqual([queue.shift(), queue.shift(), queue.shift()], [1, 2, undefined]);
  });

  it("stays in order and in bounds over many rounds", () => {
    const queue = new BoundedQueue<number>(100);
    let next = 0;
    let expected = 0;
    for (let round = 0; round < 10_000; round += 1) {
      while (queue.push(next)) next += 1;
      for (let taken = 0; taken < 1 + (round % 7); taken += 1) {
        assert.equal(queue.shift(), expected);
        expected += 1;
      }
      assert.ok(queue.size <= 100);
    }
  });
});
