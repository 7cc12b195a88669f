import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { READ_TIERS, ReadBuffers } from "../../src/forwarding/read-buffers.ts";
import { ReadWindow } from "../../src/forwarding/read-window.ts";

const [TINY, SMALL, MIDDLE, LARGE] = READ_TIERS;
const plenty = { maxLentBytes: 100 * LARGE, maxKeptBytes: 2 * LARGE };

/** Reads of these sizes, as the kernel would make them: never more than the buffer holds. */
function read(window: ReadWindow, ...sizes: readonly number[]): number {
  for (const size of sizes) window.afterRead(Math.min(size, window.current.length));
  return window.current.length;
}

describe("the buffer a leg reads into", () => {
  it("is small and its own until a read fills it, then grows step by step", () => {
    const buffers = new ReadBuffers(plenty);
    const window = new ReadWindow(buffers);
    assert.equal(read(window, 1, 100, TINY - 1), TINY);
    assert.equal(buffers.lentBytes, 0);
    assert.equal(read(window, TINY), SMALL);
    assert.equal(read(window, SMALL), MIDDLE);
    assert.equal(read(window, MIDDLE), LARGE);
    assert.equal(read(window, LARGE), LARGE);
    assert.equal(buffers.lentBytes, LARGE);
  });

  it("goes back after a run of small reads, and not after a single one", () => {
    const buffers = new ReadBuffers(plenty);
    const window = new ReadWindow(buffers);
    read(window, TINY, SMALL, MIDDLE);
    assert.equal(read(window, 10, LARGE, 10, 10), LARGE);
    assert.equal(read(window, ...Array(16).fill(10)), MIDDLE);
    assert.equal(read(window, ...Array(16).fill(10)), SMALL);
    assert.equal(read(window, ...Array(16).fill(10)), TINY);
    assert.equal(buffers.lentBytes, 0);
  });

  it("gets smaller when it is asked to", () => {
    const window = new ReadWindow(new ReadBuffers(plenty));
    read(window, TINY, SMALL, MIDDLE);
    window.readSmaller();
    assert.equal(read(window, LARGE), MIDDLE);
    window.readSmaller();
    assert.equal(read(window, 1), SMALL);
    window.readSmaller();
    assert.equal(read(window, 1), TINY);
  });

  it("stays as it is when enough is on loan, and one leg's end makes room for another", () => {
    const buffers = new ReadBuffers({ maxLentBytes: SMALL, maxKeptBytes: SMALL });
    const [one, other] = [new ReadWindow(buffers), new ReadWindow(buffers)];
    assert.equal(read(one, TINY, SMALL), SMALL);
    assert.equal(read(other, TINY), TINY);
    one.release();
    assert.equal(read(other, TINY), SMALL);
    assert.equal(buffers.lentBytes, SMALL);
  });

  it("releasing twice returns it once", () => {
    const buffers = new ReadBuffers(plenty);
    const window = new ReadWindow(buffers);
    read(window, TINY);
    window.release();
    window.release();
    assert.equal(buffers.lentBytes, 0);
  });
});
