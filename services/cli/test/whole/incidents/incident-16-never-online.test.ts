import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { waitUntil } from "@fairlead/testkit";
import { clientOf, clock, newId, registeredClientOf } from "../support/clients.ts";
import { TestServer } from "../support/test-server.ts";

let server: TestServer;
before(async () => {
  server = await TestServer.start();
});
after(() => server[Symbol.asyncDispose]());

describe("incident 16: devices without UDP were never online", () => {
  for (const mode of ["udp", "tcp", "ws"] as const) {
    it(`a device by ${mode} is online at once, with a keep-alive where there is a connection [RK-2][RK-8][PR-1]`, async () => {
      await using asker = await clientOf(server);
      await using device = await registeredClientOf(server, { mode });
      assert.deepEqual(device.state.results, [0]);
      assert.deepEqual(await asker.queryOnline([device.id, newId()]), [true, false]);
      assert.equal(device.state.keepAliveMs, 60_000);
    });
  }

  for (const mode of ["tcp", "ws"] as const) {
    it(`a device by ${mode} is offline as soon as its connection ends [KA-2]`, async () => {
      await using asker = await clientOf(server);
      const device = await registeredClientOf(server, { mode });
      await device[Symbol.asyncDispose]();
      await waitUntil(
        clock,
        "it is told offline",
        async () => (await asker.queryOnline([device.id]))[0] === false,
        20_000,
      );
    });
  }
});
