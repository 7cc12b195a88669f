import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { TempFolder, waitUntil } from "@fairlead/testkit";
import { clientOf, clock, registeredClientOf, sessionBetween } from "../support/clients.ts";
import { STEADY_TIMINGS } from "../support/patient-timings.ts";
import { TestServer } from "../support/test-server.ts";

/** It says again soon what a dead server did not hear. */
const RETURNING = { ...STEADY_TIMINGS, registerRetryMs: 300 };
const DATABASE = ["db_v2.sqlite3", "db_v2.sqlite3-wal", "db_v2.sqlite3-shm"];

describe("incident 18: everybody was offline after a restart", () => {
  for (const [what, wiped] of [
    ["killed and started again", false],
    ["started again with an empty store", true],
  ] as const) {
    it(`a server ${what}: every device is back by itself, with its own id [RP-1][RK-2][RK-3]`, async () => {
      await using folder = await TempFolder.create("restart");
      const first = await TestServer.start({ dataDir: folder.path });
      const { hosts, ports } = first;
      const devices = await Promise.all(
        (["udp", "tcp", "ws"] as const).map((mode) => registeredClientOf(first, { mode, timings: RETURNING })),
      );
      first.signal("SIGKILL");
      await first.ended;
      if (wiped) await Promise.all(DATABASE.map((file) => rm(join(folder.path, file), { force: true })));
      await using second = await TestServer.start({ dataDir: folder.path, hosts, ports });
      await using controller = await clientOf(second);
      const ids = devices.map(({ id }) => id);
      await waitUntil(clock, "all are online", async () => (await controller.queryOnline(ids)).every(Boolean), 30_000);
      for (const device of devices) {
        assert.deepEqual(device.state.ids, [device.id], "an id was thrown away");
        assert.ok(!device.state.results.includes(2), "UUID_MISMATCH");
        const session = await sessionBetween(controller, device, { forceRelay: true });
        assert.ok(session.a.trusted);
        session.a.stream.destroy();
        await device[Symbol.asyncDispose]();
      }
    });
  }
});
