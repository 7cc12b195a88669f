import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { silentLogger, tenantId } from "@fairlead/base";
import { RecordedMetrics } from "@fairlead/base/testing";
import { StoredTenants } from "../src/index.ts";

const textOf = (id: string, device: string): string => `tenants:\n  - id: ${id}\n    devices: ["${device}"]\n`;
const shared = (text: string, version = "1"): string => JSON.stringify({ version, text });

function open(): {
  readonly tenants: StoredTenants;
  readonly changes: () => number;
  readonly metrics: RecordedMetrics;
} {
  const metrics = new RecordedMetrics();
  const tenants = new StoredTenants({ logger: silentLogger, metrics });
  let changes = 0;
  tenants.watch(() => {
    changes += 1;
  });
  return { tenants, changes: () => changes, metrics };
}

describe("[KU-26] tenants that are shared as one snapshot", () => {
  it("are nobody before there is one, and it says so", () => {
    const { tenants, changes } = open();
    tenants.put(undefined);
    assert.equal(tenants.tenantOf("123"), undefined);
    assert.match(tenants.complaint() ?? "", /nobody has written any/);
    assert.equal(changes(), 0);
  });

  it("are in force as written, and told of once", () => {
    const { tenants, changes } = open();
    tenants.put(shared(textOf("acme", "1*")));
    tenants.put(shared(textOf("acme", "1*")));
    assert.equal(tenants.tenantOf("123")?.id, "acme");
    assert.equal(tenants.find(tenantId("acme"))?.id, "acme");
    assert.deepEqual([tenants.complaint(), changes()], [undefined, 1]);
    tenants.put(shared("tenants: []\n", "2"));
    assert.deepEqual([tenants.tenantOf("123"), changes()], [undefined, 2]);
  });

  for (const [what, value] of [
    ["one tenant of two cannot be used", shared(`${textOf("new", "2*")}  - id: "no id"\n`)],
    ["the text is no YAML", shared("tenants: [")],
    ["the value is no JSON", "{"],
    ["the value is something else", `"tenants"`],
    ["the text is missing", `{"version":"2"}`],
  ] as const)
    it(`stay wholly as they were when ${what}`, () => {
      const { tenants, changes, metrics } = open();
      tenants.put(shared(textOf("acme", "1*")));
      tenants.put(value);
      assert.equal(tenants.tenantOf("123")?.id, "acme");
      assert.equal(tenants.tenantOf("234"), undefined);
      assert.equal(changes(), 1);
      assert.match(
        tenants.complaint() ?? "",
        /^the shared tenants are not in force as they are now: shared tenants.*; do: /,
      );
      assert.equal(metrics.counts.get("fairlead_tenants_reads_total refused"), 1);
      tenants.put(shared(textOf("acme", "1*"), "3"));
      assert.equal(tenants.complaint(), undefined);
    });

  it("stay when they are taken away", () => {
    const { tenants } = open();
    tenants.put(shared(textOf("acme", "1*")));
    tenants.put(undefined);
    assert.equal(tenants.tenantOf("123")?.id, "acme");
    assert.equal(tenants.complaint(), undefined);
  });
});
