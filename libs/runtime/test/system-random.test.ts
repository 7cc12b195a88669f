import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { describe, it } from "node:test";
import { createSystemRandom } from "@fairlead/runtime";

describe("system random", () => {
  it("reads 32 bits of the bytes it is given, big-endian", () => {
    const random = createSystemRandom({ randomBytes: () => Buffer.from("fffefdfc", "hex"), randomUUID });
    assert.equal(random.uint32(), 0xfffefdfc);
  });

  it("answers as many bytes as asked, and a version 4 UUID", () => {
    const random = createSystemRandom({ randomBytes, randomUUID });
    assert.equal(random.bytes(33).length, 33);
    assert.match(random.uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
