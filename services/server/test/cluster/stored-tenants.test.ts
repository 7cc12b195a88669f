import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate } from "node:timers/promises";
import { silentLogger, uncountedDrops } from "@fairlead/base";
import { MemorySharedSettings, SHARED_SETTINGS } from "@fairlead/cluster";
import { Health, MetricsRegistry } from "@fairlead/runtime";
import { ManualClock } from "@fairlead/testkit";
import { openTenants, stateWith } from "../../src/cluster/open-tenants.ts";

const value = (id: string): string =>
  JSON.stringify({ version: id, text: `tenants:\n  - id: ${id}\n    devices: ["*"]\n` });

describe("[KU-26] tenants from the store", () => {
  it("are in force before the role begins, and follow with the shared settings of all nodes", async () => {
    await using started = new AsyncDisposableStack();
    const clock = new ManualClock();
    const foundation = { health: new Health(clock), metrics: new MetricsRegistry(clock), drops: uncountedDrops };
    foundation.health.enter("serving");
    const settings = new MemorySharedSettings();
    await settings.change(new Map([[SHARED_SETTINGS.tenants, value("one")]]));
    settings.fail(true);
    const wanted = { plan: { kind: "store" } as const, settings };
    const opening = openTenants({ clock, logger: silentLogger }, foundation, wanted, started);
    await setImmediate();
    settings.fail(false);
    clock.advance(2000);
    const { tenants, stored } = await opening;
    assert.equal(tenants.tenantOf("123")?.id, "one");
    const applied: unknown[] = [];
    const role = { exported: () => new Map([["a", "1"]]), apply: (values: unknown) => void applied.push(values) };
    const state = stateWith(role, stored);
    assert.deepEqual([...(await state.exported()).keys()], ["a"], "only whoever wrote them changes them");
    await state.apply(new Map([[SHARED_SETTINGS.tenants, value("two")]]));
    assert.equal(tenants.tenantOf("123")?.id, "two");
    await state.apply(new Map([[SHARED_SETTINGS.tenants, "{}"]]));
    await state.apply(new Map());
    assert.equal(tenants.tenantOf("123")?.id, "two");
    assert.deepEqual(
      foundation.health.readiness().degraded.map(({ part }) => part),
      ["tenants"],
    );
    assert.equal(applied.length, 3);
  });
});
