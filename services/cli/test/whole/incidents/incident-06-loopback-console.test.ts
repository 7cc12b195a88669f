import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { clientOf, registeredClientOf, sessionBetween } from "../support/clients.ts";
import { RawConnection } from "../support/raw-connection.ts";
import { TestServer } from "../support/test-server.ts";

describe("incident 6: whoever came from loopback was the administrator", () => {
  it("the old consoles' commands get no answer on client ports, and clients from 127.0.0.1 are clients [SE-3][RL-1]", async () => {
    await using server = await TestServer.start();
    const { address, natTest, main, relay } = server.ports;
    for (const port of [natTest, main, relay]) {
      for (const command of ["h", "rs evil.example.com", "aur Y", "u", "tb 1"]) {
        using console = await RawConnection.open({ host: address, port, localAddress: "127.0.0.1" });
        console.write(Buffer.from(command));
        console.socket.end();
        await console.whenEnded(35_000);
        assert.doesNotMatch(console.received.toString("latin1"), /relay-servers|blacklist|ALWAYS_USE_RELAY|:\d+\n/);
      }
    }
    await using device = await registeredClientOf(server, { localAddress: "127.0.0.1" });
    await using controller = await clientOf(server, { localAddress: "127.0.0.1" });
    assert.deepEqual(await controller.queryOnline([device.id]), [true]);
    const nat = await controller.natTest();
    assert.equal(nat.testPort, nat.localPort);
    const session = await sessionBetween(controller, device, { forceRelay: true });
    assert.equal(session.a.relayServer, server.relay);
    session.a.stream.destroy();
  });
});
