import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { waitUntil } from "@fairlead/testkit";
import { clientOf, clock, registeredClientOf, sessionBetween } from "../support/clients.ts";
import { assertCarries } from "../support/content.ts";
import { RawConnection } from "../support/raw-connection.ts";
import { TestServer } from "../support/test-server.ts";

let server: TestServer;
before(async () => {
  server = await TestServer.start();
});
after(() => server[Symbol.asyncDispose]());

describe("incident 15: signed-in users waited 18 s and failed", () => {
  it("the server speaks first to a client that says nothing, and a signed-in user connects [KX-1][KX-2][KX-3][KX-4]", async () => {
    await using device = await registeredClientOf(server);
    await using controller = await clientOf(server, { mode: "tcp", accessToken: "token" });
    const session = await sessionBetween(controller, device, { forceRelay: true });
    await assertCarries(session);
    session.a.stream.destroy();
  });

  it("a client that speaks at once is not spoken to first [KX-1][SE-2]", async () => {
    // It stands still until the first word is there: this process may be slow to say it.
    server.signal("SIGSTOP");
    using talker = await RawConnection.open({ host: server.ports.address, port: server.ports.main });
    talker.write(Buffer.from("14a201020803", "hex"));
    server.signal("SIGCONT");
    await waitUntil(clock, "an answer", () => talker.received.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(talker.received[0], (talker.received.length - 1) << 2, "more than the one answer came");
    assert.equal(talker.received.subarray(1, 4).toString("hex"), "aa0104", "something came before the answer");
  });

  it("the NAT-test port and the relay never speak first [KX-1][RL-2]", async () => {
    using natTest = await RawConnection.open({ host: server.ports.address, port: server.ports.natTest });
    using relay = await RawConnection.open({ host: server.ports.address, port: server.ports.relay });
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.equal(natTest.received.length + relay.received.length, 0);
  });

  it("B's one-way answers, closed with the key exchange unread, are never lost [KX-5]", async () => {
    await using device = await registeredClientOf(server);
    // The plain way of every session: thirty of them, each with an answer that is reset behind itself.
    for (let i = 0; i < 30; i += 1) {
      await using controller = await clientOf(server, { localAddress: "127.0.0.1" });
      const session = await sessionBetween(controller, device, { forceRelay: true });
      session.a.stream.destroy();
      session.b.stream.destroy();
    }
    assert.deepEqual(device.device.failures, []);
  });
});
