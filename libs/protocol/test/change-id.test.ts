import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeMessage, encodeMessage, type RegisterPk } from "@fairlead/wire";
import { answerRename, type ChangeIdDecision, type ChangeIdFacts, decideChangeId, isChangeId } from "../src/index.ts";

/** C21's request without its frame header: newname1, old 123456789, no key. */
const C21 =
  "7a3b0a086e65776e616d6531122435613231666437372d333430352d343437392d626636312d6135386239316335353562342209313233343536373839";
function changeRequest(): RegisterPk {
  const message = decodeMessage(Buffer.from(C21, "hex"));
  assert.ok(message?.kind === "registerPk");
  return message.body;
}
const request = changeRequest();
const owner = { uuid: request.uuid, pk: new Uint8Array(32), registeredIp: "198.51.100.9" };
const facts: ChangeIdFacts = { sourceIp: "198.51.100.9", old: owner, taken: undefined, tooFrequent: false };
const resultOf = (decision: ChangeIdDecision): string | number =>
  decision.kind === "answer" ? decision.response.result : decision.kind;
const decided = (more: Partial<ChangeIdFacts>, id = request.id): string | number =>
  resultOf(decideChangeId({ ...request, id }, { ...facts, ...more }));

describe("change ID", () => {
  it("[CI-1] C21 is told from a registration by its old id", () => {
    assert.equal(isChangeId(request), true);
    assert.equal(isChangeId({ ...request, oldId: "" }), false);
  });

  it("[CI-1] C21 renames for the device that registered from this address with this uuid", () => {
    const decision = decideChangeId(request, facts);
    assert.equal(decision.kind, "rename");
    if (decision.kind !== "rename") return;
    assert.deepEqual([decision.oldId, decision.newId, decision.uuid], ["123456789", "newname1", request.uuid]);
  });

  for (const [what, more, expected] of [
    ["an unknown old id", { old: undefined }, 2],
    ["another uuid", { old: { ...owner, uuid: Buffer.from("another") } }, 2],
    ["another address than the registered one", { sourceIp: "198.51.100.10" }, 2],
    ["a taken new id", { taken: { ...owner, uuid: Buffer.from("another") } }, 3],
    ["a new id that a second device of this uuid has", { taken: owner }, 3],
    ["asking too often", { tooFrequent: true }, 4],
  ] as const) {
    it(`[CI-1] C21 answers ${what} with ${expected}`, () => assert.equal(decided(more), expected));
  }

  it("[CI-1] renames again when the first answer was lost: the old id is gone, the new one is the asker's", () => {
    assert.equal(decided({ old: undefined, taken: owner }), "rename");
    assert.equal(decided({ old: undefined, taken: { ...owner, uuid: Buffer.from("another") } }), 2);
  });

  for (const id of ["abcdef", "ab-c_1", "a".repeat(16), "ABCDEF"])
    it(`[CI-1] C21 takes ${id}`, () => assert.equal(decided({}, id), "rename"));
  for (const id of ["abcde", "1abcdef", "1bad", "a".repeat(17), "abc def", "abcdé1", "abcdef\n", "-abcdef", ""])
    it(`[CI-1] C21 refuses ${JSON.stringify(id)} as a format`, () => assert.equal(decided({}, id), 5));

  for (const [outcome, expected] of [
    ["renamed", "820100"],
    ["taken", "8201020803"],
    ["unknown", "8201020802"],
    ["uuidMismatch", "8201020802"],
    ["failed", "8201020807"],
  ] as const) {
    it(`[CI-1] C21 answers a store that says ${outcome} with ${expected}`, () => {
      const bytes = encodeMessage({ kind: "registerPkResponse", body: answerRename(outcome) });
      assert.equal(Buffer.from(bytes).toString("hex"), expected);
    });
  }
});
