import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { waitUntil } from "@fairlead/testkit";
import { clientOf, clock, registeredClientOf, sessionBetween } from "../support/clients.ts";
import { TestServer } from "../support/test-server.ts";

let server: TestServer;
before(async () => {
  server = await TestServer.start();
});
after(() => server[Symbol.asyncDispose]());

describe("incident 29: cloned machines shared one id", () => {
  for (const mode of ["udp", "tcp", "ws"] as const) {
    it(`the clone by ${mode}, with another uuid, gets an id of its own, and the owner is not displaced [RK-3]`, async () => {
      await using owner = await registeredClientOf(server);
      const { id } = owner;
      await using clone = await clientOf(server, { id, mode });
      await clone.start();
      await waitUntil(clock, "the clone has another id", () => clone.id !== id && clone.state.keyConfirmed, 20_000);
      assert.match(clone.id, /^1\d{9}$/);
      assert.deepEqual(clone.state.results.slice(0, 2), [2, 0]);
      await using controller = await clientOf(server);
      const session = await sessionBetween(controller, owner, { forceRelay: true });
      assert.ok(session.a.trusted, "the owner's key was replaced");
      session.a.stream.destroy();
      const other = await sessionBetween(controller, clone, { forceRelay: true });
      other.a.stream.destroy();
    });
  }
});
