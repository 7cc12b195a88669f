import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PlaceMarks } from "../../src/presence/place-marks.ts";

describe("marks of places", () => {
  it("are 0 at first, are counted by kind, and found from any place on", () => {
    const marks = new PlaceMarks();
    for (const place of [3, 7, 5000]) marks.set(place, 2);
    marks.set(7, 1);
    assert.deepEqual([marks.at(3), marks.at(4), marks.at(7), marks.at(1_000_000)], [2, 0, 1, 0]);
    assert.deepEqual([marks.count(0), marks.count(1), marks.count(2), marks.count(3)], [0, 1, 2, 0]);
    assert.deepEqual([marks.next(2, 0), marks.next(2, 4), marks.next(2, 5001), marks.next(3, 0)], [3, 5000, -1, -1]);
  });

  it("of one kind turn into another together", () => {
    const marks = new PlaceMarks();
    for (const place of [0, 1, 2, 2000]) marks.set(place, place === 1 ? 1 : 3);
    marks.turn(3, 4);
    assert.deepEqual([marks.at(0), marks.at(1), marks.at(2), marks.at(2000)], [4, 1, 4, 4]);
    assert.deepEqual([marks.count(3), marks.count(4)], [0, 3]);
  });
});
