import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TokenBucket } from "../src/index.ts";

describe("token bucket", () => {
  it("lets the burst pass and then asks for the time the debt takes", () => {
    const bucket = new TokenBucket(1000, 100, 0);
    assert.equal(bucket.take(100, 0), 0);
    assert.equal(bucket.take(50, 0), 50);
    assert.equal(bucket.take(50, 50), 50, "the first debt was paid by then");
  });

  it("never saves more than its burst", () => {
    const bucket = new TokenBucket(1000, 100, 0);
    assert.equal(bucket.take(200, 1_000_000), 100);
  });

  it("holds an average rate over many takers", () => {
    const bucket = new TokenBucket(8_000_000, 800_000, 0);
    let nowMs = 0;
    let taken = 0;
    while (nowMs < 10_000) {
      taken += 64 * 1024 * 8;
      nowMs += bucket.take(64 * 1024 * 8, nowMs);
    }
    assert.ok(Math.abs(taken / 10 / 8_000_000 - 1) < 0.2, `${taken / 10} bit/s`);
  });

  it("refuses without taking when asked to try", () => {
    const bucket = new TokenBucket(1, 2, 0);
    assert.deepEqual([bucket.tryTake(2, 0), bucket.tryTake(1, 0), bucket.tryTake(1, 1000)], [true, false, true]);
  });

  it("never pauses at an infinite rate, and starts full when a limit is set later", () => {
    const bucket = new TokenBucket(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0);
    assert.equal(bucket.take(1e12, 0), 0);
    bucket.setRate(1000, 100, 0);
    assert.equal(bucket.take(100, 0), 0);
    assert.equal(bucket.take(100, 0), 100);
  });

  it("does not fill when time stands still or goes back", () => {
    const bucket = new TokenBucket(1000, 10, 100);
    bucket.take(10, 100);
    assert.equal(bucket.tryTake(1, 50), false);
  });

  it("tells what is left of a pause at the rate of the moment", () => {
    const bucket = new TokenBucket(1000, 0, 0);
    const tap = bucket.tap();
    assert.equal(tap.take(1000, 0), 1000);
    assert.equal(tap.remaining(500), 500);
    bucket.setRate(5000, 0, 500);
    assert.equal(tap.remaining(500), 100);
    assert.equal(tap.remaining(600), 0);
  });

  it("[CL-35] treats takers alike by amount, whatever the size of their pieces", () => {
    for (const pieces of [
      [64, 64],
      [64, 1],
      [1000, 30, 7],
    ]) {
      const bucket = new TokenBucket(1000, 10, 0);
      const takers = pieces.map((piece) => ({ piece, tap: bucket.tap(), dueMs: 0, taken: 0 }));
      for (let nowMs = 0; nowMs < 100_000; nowMs += 1) {
        for (const taker of takers) {
          while (taker.dueMs <= nowMs) {
            taker.dueMs = nowMs + taker.tap.take(taker.piece, nowMs);
            taker.taken += taker.piece;
          }
        }
      }
      for (const { taken, piece } of takers) {
        const share = taken / (100_000 / pieces.length);
        assert.ok(Math.abs(share - 1) < 0.1, `pieces of ${piece} of ${pieces}: ${share.toFixed(2)} of its share`);
      }
    }
  });
});
