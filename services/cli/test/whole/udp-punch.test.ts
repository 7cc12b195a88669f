import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { waitUntil } from "@fairlead/testkit";
import { clientOf, clock, registeredClientOf } from "./support/clients.ts";
import { assertCarries } from "./support/content.ts";
import { TestServer } from "./support/test-server.ts";

let server: TestServer;
before(async () => {
  server = await TestServer.start();
});
after(() => server[Symbol.asyncDispose]());

describe("punching over UDP", () => {
  for (const mode of ["udp", "tcp"] as const) {
    it(`A's probed port reaches B by ${mode}, B's three datagrams make one is_udp answer, and the path carries [NT-3][PH-2][PS-2][PS-3]`, async () => {
      await using device = await registeredClientOf(server, { mode });
      await using controller = await clientOf(server, { udpPunch: true });
      // A copy is a duplicate while A's connection is open, and matches nothing once it is closed.
      const copies = async (): Promise<number> =>
        (await server.drops("duplicate_reply")) + (await server.drops("unmatched_reply"));
      const copiesBefore = await copies();
      // The sequence without a port runs beside it and may win; both reach the device.
      const outcome = await controller.connect(device.id);
      assert.equal(outcome.kind, "connected");
      const punches = device.device.heard.filter(({ kind }) => kind === "punchHole");
      assert.ok(
        punches.some((push) => push.kind === "punchHole" && push.body.udpPort > 0),
        "the probed port was not carried",
      );
      const paths = [await device.nextSession(), await device.nextSession()];
      const ours = paths.find(({ path }) => outcome.kind === "connected" && path === outcome.session.path);
      assert.deepEqual(new Set(paths.map(({ path }) => path)), new Set(["udp", "direct"]));
      assert.ok(outcome.kind === "connected" && ours !== undefined);
      await assertCarries({ a: outcome.session, b: ours }, [1, 64, 1000]);
      await waitUntil(clock, "both copies are counted", async () => (await copies()) - copiesBefore >= 2);
      assert.equal((await copies()) - copiesBefore, 2, "the copies were not told apart");
      outcome.session.stream.destroy();
    });
  }
});
