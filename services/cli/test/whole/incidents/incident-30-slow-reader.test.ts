import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { clientOf, registeredClientOf, sessionBetween } from "../support/clients.ts";
import { assertCarries } from "../support/content.ts";
import { TestServer } from "../support/test-server.ts";

let server: TestServer;
before(async () => {
  server = await TestServer.start();
});
after(() => server[Symbol.asyncDispose]());

const MIB = Buffer.alloc(1024 * 1024, 7);

describe("incident 30: one slow reader stalled the others", () => {
  for (const [a, b] of [
    ["tcp", "tcp"],
    ["tcp", "ws"],
    ["ws", "ws"],
  ] as const) {
    it(`${a} to ${b}: nobody reads one way; the other way and another pair go on, memory stays [RL-8]`, async () => {
      await using device = await registeredClientOf(server, { mode: b });
      await using controller = await clientOf(server, { mode: a });
      const stalled = await sessionBetween(controller, device, { forceRelay: true });
      await using otherDevice = await registeredClientOf(server);
      await using otherController = await clientOf(server);
      const lively = await sessionBetween(otherController, otherDevice, { forceRelay: true });
      const before = await server.residentBytes();
      // 64 MiB that nobody takes: more than all buffers on the way hold.
      for (let i = 0; i < 64; i += 1) stalled.a.stream.send(MIB);
      await assertCarries(lively);
      for (let i = 0; i < 50; i += 1) {
        stalled.b.stream.send(Buffer.from([1, i]));
        assert.equal((await stalled.a.stream.receive(3000))[1], i);
      }
      await assertCarries(lively);
      const grown = (await server.residentBytes()) - before;
      assert.ok(
        grown < 48 * 1024 * 1024,
        `${(grown / 1024 / 1024).toFixed(0)} MiB are held for a reader that does not read`,
      );
      for (let i = 0; i < 64; i += 1) assert.ok((await stalled.b.stream.receive(5000)).equals(MIB), "content was lost");
      stalled.a.stream.destroy();
      lively.a.stream.destroy();
    });
  }
});
