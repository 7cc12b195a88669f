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
});
