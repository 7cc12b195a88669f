import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { silentLogger, uncountedDrops } from "@fairlead/base";
import { MemorySharedSettings } from "@fairlead/cluster";
import { writeMmdb } from "@fairlead/geo-maxmind/testing";
import { Health, MetricsRegistry } from "@fairlead/runtime";
import { liveClock, ManualClock, TempFolder, waitUntil } from "@fairlead/testkit";
import { openGeography } from "../../src/cluster/open-geography.ts";
import { openTenants } from "../../src/cluster/open-tenants.ts";

const openTenantsFrom = (
  ports: Parameters<typeof openTenants>[0],
  foundation: Parameters<typeof openTenants>[1],
  file: string,
  started: AsyncDisposableStack,
): Promise<unknown> =>
  openTenants(ports, foundation, { plan: { kind: "file", file }, settings: new MemorySharedSettings() }, started);

const FILES = [
  { part: "geography", open: openGeography, good: writeMmdb("GeoLite2-City", {}), bad: "no database" },
  { part: "tenants", open: openTenantsFrom, good: "tenants: []\n", bad: "tenants: 3\n" },
] as const;

describe("a watched file of a node", () => {
  for (const { part, open, good, bad } of FILES)
    it(`[CL-2] of ${part} degrades the node, which serves on by what was, when it becomes bad`, async () => {
      await using folder = await TempFolder.create("watched");
      await using started = new AsyncDisposableStack();
      const clock = new ManualClock();
      const [health, metrics, file] = [new Health(clock), new MetricsRegistry(clock), join(folder.path, part)];
      health.enter("serving");
      await writeFile(file, good);
      const ports = { clock, logger: silentLogger };
      await open(ports, { health, metrics, drops: uncountedDrops }, file, started);
      assert.deepEqual(health.readiness(), { status: "serving", degraded: [] });
      await writeFile(file, bad);
      await waitUntil(
        liveClock(),
        "it has been read again",
        () => {
          clock.advance(100);
          return health.readiness().degraded.length > 0;
        },
        30_000,
      );
      const { status, degraded } = health.readiness();
      assert.deepEqual([status, degraded.map((one) => one.part)], ["serving", [part]]);
    });
});
