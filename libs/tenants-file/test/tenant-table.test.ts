import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tenantId } from "@fairlead/base";
import { unlimitedBudget } from "@fairlead/cluster";
import { SeededRandom } from "@fairlead/testkit";
import { fitsPattern } from "../src/device-pattern.ts";
import type { TenantEntry } from "../src/read-tenants.ts";
import { TenantTable } from "../src/tenant-table.ts";

const tenant = (id: string, devices: readonly string[]): TenantEntry => ({
  policy: { id: tenantId(id), suspended: "", pools: [], budget: unlimitedBudget },
  devices,
});

describe("a device's tenant", () => {
  const orders = [
    [tenant("exact", ["pc-1"]), tenant("prefix", ["pc-*"]), tenant("pattern", ["*-1"])],
    [tenant("prefix", ["pc-*"]), tenant("exact", ["pc-1"]), tenant("pattern", ["*-1"])],
    [tenant("pattern", ["*-1"]), tenant("prefix", ["pc-*"]), tenant("exact", ["pc-1"])],
    [tenant("longer", ["pc-1*"]), tenant("prefix", ["pc-*"])],
    [tenant("prefix", ["p*"]), tenant("longer", ["pc-1*"])],
  ];
  for (const entries of orders)
    it(`[CL-49] is the first that names it: ${entries.map(({ policy }) => policy.id).join(", ")}`, () =>
      assert.equal(new TenantTable(entries).tenantOf("pc-1")?.id, entries[0]?.policy.id));

  it("[CL-49] is the first of several that name it, in any form, as trying all in order says", () => {
    const random = new SeededRandom(20);
    const forms = ["a*", "ab*", "*b", "?b?", "abc", "ab", "b*c", "*", "c??", "bca"];
    for (let round = 0; round < 300; round += 1) {
      const entries = Array.from({ length: 4 }, (_, at) => tenant(`t${at}`, [random.pick(forms), random.pick(forms)]));
      const id = Array.from({ length: 1 + random.below(4) }, () => random.pick(["a", "b", "c"])).join("");
      const first = entries.find(({ devices }) => devices.some((pattern) => fitsPattern(pattern, id)));
      assert.equal(new TenantTable(entries).tenantOf(id)?.id, first?.policy.id, `${id}, round ${round}, seed 20`);
    }
  });

  it("is nobody for a stranger, and found by its name", () => {
    const table = new TenantTable([tenant("a", ["one"])]);
    assert.equal(table.tenantOf("two"), undefined);
    assert.equal(table.find(tenantId("a"))?.id, "a");
    assert.equal(table.find(tenantId("b")), undefined);
  });

  it("is found among 100 000 ids and 1000 patterns without going through them", () => {
    const ids = Array.from({ length: 100_000 }, (_, index) => String(100_000_000 + index));
    const prefixes = Array.from({ length: 1000 }, (_, index) => `group-${index}-*`);
    const table = new TenantTable([tenant("ids", ids), tenant("groups", prefixes)]);
    for (let i = 0; i < 100_000; i += 1) {
      assert.equal(table.tenantOf(ids[i] ?? "")?.id, "ids");
      assert.equal(table.tenantOf(`group-${i % 1000}-pc`)?.id, "groups");
    }
  });
});

describe("patterns", () => {
  for (const [pattern, text, fits] of [
    ["*", "", true],
    ["a*", "a", true],
    ["a*", "ba", false],
    ["*a*b*", "xxaxxbxx", true],
    ["*a*b", "ab1", false],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["**", "x", true],
    ["[a]", "a", false],
    ["a.c", "abc", false],
    ["*aab", "aaaaab", true],
    ["*x", "a*x", true],
    ["a*", "a*b", true],
  ] as const)
    it(`${pattern} ${fits ? "fits" : "does not fit"} ${JSON.stringify(text)}`, () =>
      assert.equal(fitsPattern(pattern, text), fits));

  it("take no long time for any id", () => assert.equal(fitsPattern("*a*a*a*a*a*a*a*a*a*a*b", "a".repeat(128)), false));
});
