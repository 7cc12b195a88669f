import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { lostFields } from "../../src/index.ts";

const cases: readonly [string, unknown, unknown, readonly string[]][] = [
  ["nothing, when the server added what it likes", { spec: { a: 1 } }, { spec: { a: 1, b: 2 }, status: {} }, []],
  [
    "a field, by its path",
    { spec: { ingress: [{ from: [{ a: 1 }] }] } },
    { spec: { ingress: [{}] } },
    ["spec.ingress[0].from"],
  ],
  ["a whole part", { spec: { a: { b: 1 } } }, {}, ["spec"]],
  ["nothing, when a value has another spelling", { cpu: "1000m" }, { cpu: "1" }, []],
  ["nothing that says nothing", { a: null, b: "", c: 0, d: false, e: {}, f: [], g: undefined }, {}, []],
  ["what is only written", { stringData: { a: "b" }, data: { c: "d" } }, { data: { c: "d" } }, []],
  ["an item of a list", { list: ["a", "b"] }, { list: ["a"] }, ["list[1]"]],
  ["nothing, when items moved", { list: [{ name: "b", v: 2 }] }, { list: [{ name: "a" }, { name: "b", v: 2 }] }, []],
  ["a field of an item", { list: [{ name: "b", v: 2 }] }, { list: [{ name: "b" }] }, ["list[0].v"]],
  ["an item that is empty on purpose", { rules: [{ to: [{ all: {} }] }] }, { rules: [{}] }, ["rules[0].to"]],
  ["a list that became something else", { a: [1] }, { a: { 0: 1 } }, ["a"]],
];

describe("what a server has lost", () => {
  for (const [name, written, read, lost] of cases)
    it(`[KU-31] ${name}`, () => assert.deepEqual(lostFields(written, read), lost));
});
