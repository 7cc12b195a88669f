import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeMessage, editFields, WireError, wrapMessage } from "../src/index.ts";
import { hex } from "./vectors.ts";

/** Fields 1 "a", 100 varint 5 (unknown), 2 "b", 101 "zz" (unknown). */
const body = hex("0a0161a00605120162aa06027a7a");

describe("[PB-2] editing a message that is forwarded", () => {
  it("keeps everything, known or not, when nothing is asked", () => assert.deepEqual(editFields(body, []), body));

  it("drops, replaces in place and appends", () => {
    const edited = editFields(body, [
      { field: 1, drop: true },
      { field: 2, set: "longer" },
      { field: 7, set: 300 },
    ]);
    assert.equal(edited.toString("hex"), `a0060512066c6f6e676572aa06027a7a38ac02`);
  });

  it("writes bytes, big numbers and flags", () => {
    assert.equal(editFields(Buffer.alloc(0), [{ field: 1, set: hex("beef") }]).toString("hex"), "0a02beef");
    assert.equal(
      editFields(Buffer.alloc(0), [{ field: 1, set: 2n ** 64n - 1n }]).toString("hex"),
      "08ffffffffffffffffff01",
    );
    assert.equal(editFields(Buffer.alloc(0), [{ field: 1, set: true }]).toString("hex"), "0801");
  });

  it("sets a repeated field once and drops all of it", () => {
    const twice = hex("0a01610a0162");
    assert.equal(editFields(twice, [{ field: 1, set: "c" }]).toString("hex"), "0a0163");
    assert.equal(editFields(twice, [{ field: 1, drop: true }]).length, 0);
  });

  it("C16 inserts the address into a relay request and strips what A wrote for itself", () => {
    const request = hex(
      "92014c0a09313233343536373839122431313131313131312d323232322d343333332d383434342d353535353535353535353535221772656c61792e6578616d706c652e636f6d3a32313131372801",
    );
    const read = decodeMessage(request);
    assert.ok(read);
    const edited = editFields(read.raw, [
      { field: 3, set: hex("a92af1ac682486ae4a33") },
      { field: 8, drop: true },
    ]);
    const forwarded = decodeMessage(wrapMessage("requestRelay", edited));
    assert.ok(forwarded?.kind === "requestRelay");
    assert.equal(Buffer.from(forwarded.body.socketAddr).toString("hex"), "a92af1ac682486ae4a33");
    assert.equal(forwarded.body.uuid, "11111111-2222-4333-8444-555555555555");
  });

  it("refuses what is no message", () => {
    assert.throws(
      () => editFields(hex("0a05"), []),
      (error) => error instanceof WireError && error.code === "WIRE_BAD_MESSAGE",
    );
    assert.throws(
      () => editFields(hex("0b0c"), []),
      (error) => error instanceof WireError && error.code === "WIRE_BAD_MESSAGE",
    );
  });
});
