import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { problemsText } from "../src/file-problems.ts";
import { readRate } from "../src/read-rate.ts";
import { readTenants } from "../src/read-tenants.ts";
import { TenantTable } from "../src/tenant-table.ts";

const example = readFileSync(join(import.meta.dirname, "../../../docs/examples/tenants.yaml"), "utf8");
const said = (text: string): string => problemsText("tenants.yaml", readTenants(text).problems);

describe("the example of the documentation", () => {
  it("reads as it says", () => {
    const { tenants, problems } = readTenants(example);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      tenants.map(({ policy }) => [policy.id, policy.suspended, policy.pools]),
      [
        ["acme", "", ["frankfurt", "gold"]],
        ["private-people", "", []],
        ["late-payer", "unpaid since May, ask accounting", []],
        ["rest", "", []],
      ],
    );
    const M = 2 ** 20;
    const budget = { sessionBps: 8 * M, deviceBps: 20 * M, tenantBps: 200 * M, tenantSessions: 50 };
    assert.deepEqual(tenants[0]?.policy.budget, budget);
    const table = new TenantTable(tenants);
    for (const [id, tenant] of [
      ["123456789", "acme"],
      ["987654321", "acme"],
      ["acme-laptop", "acme"],
      ["pc-0042-acme", "acme"],
      ["pc-042-acme", "rest"],
      ["444555666", "private-people"],
      ["late-1", "late-payer"],
      ["anybody", "rest"],
    ] as const)
      assert.equal(table.tenantOf(id)?.id, tenant, id);
  });
});

describe("what is wrong in a tenants file", () => {
  for (const [what, text, expected] of [
    [
      "an unknown key",
      "tenants:\n  - id: a\n    limit: 3\n",
      "tenants.yaml:3: limit is no setting here; tenants[0].limit=3; do: remove it; known are id, name, suspended, pools, limits, devices",
    ],
    [
      "an unknown key at the top",
      "tenant: []\n",
      "tenants.yaml:1: tenant is no setting here; tenant; do: remove it; known are tenants",
    ],
    [
      "a rate that is none",
      "tenants:\n  - id: a\n    limits:\n      session: fast\n",
      "tenants.yaml:4: this is no rate; tenants[0].limits.session=fast; do: write a rate such as 8 Mbit/s, or leave it out for no limit",
    ],
    [
      "no sessions at all",
      "tenants:\n  - id: a\n    limits: {sessions: 0}\n",
      "tenants.yaml:3: this is no number of sessions; tenants[0].limits.sessions=0; do: write a whole number, or leave it out for no limit",
    ],
    [
      "no id",
      "tenants:\n  - name: a\n",
      "tenants.yaml:2: a tenant without an id; tenants[0]; do: write id: and a short name",
    ],
    [
      "an id twice",
      "tenants:\n  - id: a\n  - id: a\n",
      "tenants.yaml:3: a second tenant with this id; tenants[1].id=a; do: give it another id",
    ],
    [
      "a device that is none",
      'tenants:\n  - id: a\n    devices: [one, "two words"]\n',
      "tenants.yaml:3: this cannot be used; tenants[0].devices[1]=two words; do: write an id, or a pattern with * and ?",
    ],
    [
      "devices that are no list",
      "tenants:\n  - id: a\n    devices: one\n",
      "tenants.yaml:3: this is no list; tenants[0].devices=one; do: write [one, two], or one a line after -",
    ],
    ["no YAML", "tenants:\n  - id: [\n", /^tenants\.yaml:\d+: .+; do: write YAML/],
    ["a key twice", "tenants:\n  - id: a\n    id: b\n", /^tenants\.yaml:3: Map keys must be unique; do: write YAML/],
  ] as const)
    it(`is said with its place: ${what}`, () => {
      const problems = said(text);
      if (typeof expected === "string") assert.equal(problems, expected);
      else assert.match(problems, expected);
    });

  it("is said of all of it, the first five in words", () => {
    const wrong = Array.from({ length: 7 }, (_, index) => `  - id: t${index}\n    colour: red\n`).join("");
    const lines = said(`tenants:\n${wrong}`).split("\n");
    assert.equal(lines.length, 6);
    assert.equal(lines[5], "and 2 more");
  });

  it("an empty file, and one without tenants, have none", () => {
    for (const text of ["", "# nothing yet\n", "tenants: []\n"]) assert.deepEqual(readTenants(text).tenants, [], text);
  });

  it("survives any text", () => {
    for (const text of ["]", "&a [*a]", "tenants: *x", "a: &a\n  <<: *a\n", "\u0000", "- - - -", "tenants:\n  - *a"])
      said(text);
  });
});

describe("rates", () => {
  const M = 2 ** 20;
  for (const [text, expected] of [
    ["8", 8 * M],
    ["8 Mbit/s", 8 * M],
    ["8Mb/s", 8 * M],
    ["0.5 mbps", M / 2],
    ["500 kbit/s", 500 * 1024],
    ["1.5 Gbit/s", 1.5 * 2 ** 30],
    ["0", undefined],
    ["-1", undefined],
    ["8 MB/h", undefined],
    ["", undefined],
    ["8 M", undefined],
  ] as const)
    it(`${text || "nothing"}: ${expected ?? "is none"}`, () => assert.equal(readRate(text), expected));
});
