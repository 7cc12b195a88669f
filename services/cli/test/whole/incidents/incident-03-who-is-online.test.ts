import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { clientOf, registeredClientOf } from "../support/clients.ts";
import { TestServer } from "../support/test-server.ts";

let server: TestServer;
before(async () => {
  server = await TestServer.start();
});
after(() => server[Symbol.asyncDispose]());

const strangers = (count: number): string[] => Array.from({ length: count }, (_, i) => `stranger-${i}`);

describe("incident 3: one question told who is online among a hundred thousand", () => {
  it("a thousand ids are answered, in full, over TCP and WebSocket [OQ-1]", async () => {
    await using device = await registeredClientOf(server);
    for (const mode of ["tcp", "ws"] as const) {
      await using asker = await clientOf(server, { mode });
      const online = await asker.queryOnline([...strangers(999), device.id]);
      assert.equal(online.length, 1000);
      assert.deepEqual(
        online.flatMap((yes, i) => (yes ? [i] : [])),
        [999],
      );
    }
  });

  it("a hundred thousand end the connection; a short bit string is never sent [OQ-2]", async () => {
    await using asker = await clientOf(server);
    await assert.rejects(asker.queryOnline(strangers(100_000)), { code: "CLIENT_CONNECTION_ENDED" });
  });
});
