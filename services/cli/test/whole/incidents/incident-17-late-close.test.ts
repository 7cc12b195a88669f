import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { registerOverTcp, registerOverWs, ServerDialler, type StreamRegistration } from "@fairlead/client";
import { QUICK_TIMINGS } from "@fairlead/testkit";
import { decodeBase64, type RendezvousMessage } from "@fairlead/wire";
import { clientOf, clock, newId, random } from "../support/clients.ts";
import { TestServer } from "../support/test-server.ts";

/** The next request to punch on this connection. */
async function nextPush({ connection }: StreamRegistration): Promise<RendezvousMessage["kind"]> {
  for (;;) {
    const message = await connection.receiveOrHeartbeat(20_000);
    if (message !== undefined) return message.kind;
  }
}

describe("incident 17: a device was gone after a reboot", () => {
  it("the newest registration gets the push, and the late end of the old one erases nothing [RK-2][KA-2]", async () => {
    await using server = await TestServer.start();
    const serverKey = decodeBase64(await server.publicKey());
    const identity = { id: newId(), uuid: Buffer.from("the machine"), pk: Buffer.alloc(32, 5) };
    const settings = {
      rendezvous: server.rendezvous,
      webSocket: false,
      secureDomains: false,
      connectTimeoutMs: 20_000,
    };
    const dialler = new ServerDialler({ clock, random }, { ...settings, localAddress: server.hosts.next() });
    const register = {
      tcp: () => registerOverTcp(dialler, identity, { serverKey, answerTimeoutMs: 20_000 }),
      ws: () => registerOverWs(dialler, identity, { answerTimeoutMs: 20_000 }),
    };
    const old = await register.tcp();
    const fresh = await register.ws();
    await using controller = await clientOf(server, { timings: QUICK_TIMINGS });
    const asking = controller.connect(identity.id, { forceRelay: true });
    assert.equal(await nextPush(fresh), "punchHole");
    old.connection.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.deepEqual(
      await controller.queryOnline([identity.id]),
      [true],
      "the old connection's end took the device away",
    );
    fresh.connection.destroy();
    assert.equal((await asking).kind, "failed");
  });
});
