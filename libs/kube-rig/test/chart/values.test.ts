import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { type DocumentedValue, documentedValues } from "../../src/chart/values-comments.ts";
import { valuesTable, withValuesTable } from "../../src/chart/values-table.ts";
import { inRepository } from "../../src/scripts.ts";

const chart = inRepository("charts/fairlead");
const text = readFileSync(join(chart, "values.yaml"), "utf8");
const documented = documentedValues(text);
const values = parse(text) as Record<string, unknown>;

// biome-ignore lint/suspicious/noExplicitAny: a JSON Schema, walked by its own words
type Schema = any;
const schema = JSON.parse(readFileSync(join(chart, "values.schema.json"), "utf8")) as Schema;
const resolved = (one: Schema): Schema =>
  one.$ref === undefined ? one : schema.$defs[one.$ref.replace("#/$defs/", "")];
const ajv = new Ajv2020({ allErrors: true, strict: false });
const { $schema: _, ...ours } = schema;
const check = ajv.compile(ours);
const path = ({ path: keys }: DocumentedValue): string => keys.join(".");
const leaves = documented.filter(({ written }) => written !== undefined);

/** Every object of the schema that has keys of its own, by where it is. */
function objects(at: string, node: Schema): readonly (readonly [string, Schema])[] {
  const one = resolved(node);
  const own = one.properties === undefined ? [] : [[at, one] as const];
  const below = Object.entries(one.properties ?? {}).flatMap(([key, sub]) => objects(`${at}.${key}`, sub));
  return [...own, ...below, ...(one.items === undefined ? [] : objects(`${at}[]`, one.items))];
}

describe("values.yaml", () => {
  it("says of every value what it is", () => {
    assert.deepEqual(leaves.filter(({ comment }) => comment === "").map(path), []);
    assert.ok(leaves.length > 200, `${leaves.length} values`);
  });

  it("is read by our reader as YAML reads it", () => {
    const found = new Map(leaves.map((one) => [path(one), parse(one.written ?? "")]));
    const flat = (at: string, node: unknown): readonly (readonly [string, unknown])[] =>
      typeof node === "object" && node !== null && !Array.isArray(node) && Object.keys(node).length > 0
        ? Object.entries(node).flatMap(([key, sub]) => flat(at === "" ? key : `${at}.${key}`, sub))
        : [[at, node]];
    assert.deepEqual([...found], flat("", values));
  });

  it("is what its own schema allows, though nothing is chosen yet", () => {
    assert.ok(check(values), JSON.stringify(check.errors));
  });

  it("has no default that would be a secret or an address of somebody's", () => {
    assert.deepEqual([values["host"], (values["image"] as { repository: string }).repository], ["", ""]);
  });
});

describe("values.schema.json", () => {
  it("knows every value, and no other", () => {
    const known = objects("", schema)
      .filter(([at]) => !at.includes("[]"))
      .flatMap(([at, one]) => Object.keys(one.properties).map((key) => `${at}.${key}`.slice(1)));
    const there = new Set(documented.map(path));
    const openEnded = /(resources|podTemplate|serviceAccount|gateway)\./;
    assert.deepEqual(
      known.filter((one) => !there.has(one) && !openEnded.test(one)),
      [],
    );
    const closed = new Set(known);
    assert.deepEqual(
      [...there].filter((one) => !closed.has(one) && !/\.(requests|limits)\./.test(one)),
      [],
    );
  });

  it("refuses unknown keys in every object but global, which charts above hand down", () => {
    const open = objects("", schema).filter(([, one]) => one.additionalProperties !== false);
    assert.deepEqual(
      open.map(([at]) => at),
      [".global"],
    );
  });

  it("bounds every number and every list", () => {
    const unbounded: string[] = [];
    const visit = (at: string, node: Schema): void => {
      if (node.type === "integer" && (node.minimum === undefined || node.maximum === undefined)) unbounded.push(at);
      if (node.type === "array" && node.maxItems === undefined) unbounded.push(at);
      for (const [key, sub] of Object.entries(node))
        if (typeof sub === "object" && sub !== null) visit(`${at}/${key}`, sub);
    };
    visit("", schema);
    assert.deepEqual(unbounded, []);
  });

  it("uses every definition it has", () => {
    const used = JSON.stringify(schema);
    assert.deepEqual(
      Object.keys(schema.$defs).filter((name) => !used.includes(`"#/$defs/${name}"`)),
      [],
    );
  });

  it("takes every example, and refuses a typo [KU-32]", () => {
    for (const name of readdirSync(join(chart, "examples"))) {
      const example = parse(readFileSync(join(chart, "examples", name), "utf8")) as object;
      assert.ok(check(example), `${name}: ${JSON.stringify(check.errors)}`);
    }
    for (const typo of [{ hots: "x" }, { service: { type: "x" } }, { relayPool: { exposure: { modes: "mesh" } } }])
      assert.ok(!check(typo), JSON.stringify(typo));
  });
});

describe("the chart's README", () => {
  const page = readFileSync(join(chart, "README.md"), "utf8");

  it("has the table that values.yaml gives: run 'make charts'", () => {
    assert.equal(withValuesTable(page, valuesTable(documented)), page);
  });

  it("would not hide a page without a place for the table", () => {
    assert.throws(() => withValuesTable("# nothing", "x"), /has no/);
  });

  it("names no value that is none", () => {
    const there = new Set(documented.map(path));
    const named = [
      ...page.slice(0, page.indexOf("<!-- values")).matchAll(/`([a-z][A-Za-z]*(?:\.[a-z][A-Za-z]*)*)=/g),
    ].map((match) => match[1] ?? "");
    assert.deepEqual(
      named.filter((one) => !there.has(one)),
      [],
    );
  });
});

describe("values read by lines", () => {
  it("takes comments right above a key, and no others", () => {
    const found = documentedValues("# far\n\n# one\n# two\na: 1\nb:\n  # three\n  c: [x]\nd: {}\n");
    const told = found.map((one) => [path(one), one.comment, one.written]);
    assert.deepEqual(told, [
      ["a", "one two", "1"],
      ["b", "", undefined],
      ["b.c", "three", "[x]"],
      ["d", "", "{}"],
    ]);
  });

  it("refuses what is written in another style, by its line", () => {
    assert.throws(() => documentedValues("a:\n  - x\n"), /values\.yaml:2/);
  });
});
