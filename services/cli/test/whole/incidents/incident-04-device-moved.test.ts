import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { waitUntil } from "@fairlead/testkit";
import { decodeMessage, encodeMessage } from "@fairlead/wire";
import { clientOf, clock, registeredClientOf, sessionBetween } from "../support/clients.ts";
import { TestServer } from "../support/test-server.ts";
import { collectDatagrams, openUdp } from "../support/udp-probe.ts";

let server: TestServer;
before(async () => {
  server = await TestServer.start();
});
after(() => server[Symbol.asyncDispose]());

const mainPort = (): { ip: string; port: number } => ({ ip: server.ports.address, port: server.ports.main });

describe("incident 4: a neighbour's heartbeat took a device over", () => {
  it("a heartbeat from the same address and another port, or from elsewhere, is asked for the key and moves nothing [RP-3]", async () => {
    await using device = await registeredClientOf(server);
    const home = device.state.settings.localAddress;
    for (const from of [home, server.hosts.next()]) {
      await using thief = await openUdp(from);
      thief.send({ kind: "registerPeer", body: { id: device.id, serial: 3 } }, mainPort());
      assert.deepEqual(decodeMessage(await thief.receiveBytes(20_000))?.body, { requestPk: true });
      await using controller = await clientOf(server);
      const session = await sessionBetween(controller, device);
      session.a.stream.destroy();
      assert.deepEqual(await collectDatagrams(thief, 50), [], "the thief was asked in the device's place");
    }
  });

  it("RegisterPk with another machine's uuid is refused, and the owner stays reachable [RK-3]", async () => {
    await using device = await registeredClientOf(server);
    await using thief = await openUdp(device.state.settings.localAddress);
    const forged = { ...device.state.registerPk, uuid: Buffer.from("another machine"), pk: Buffer.alloc(32, 9) };
    thief.sendBytes(encodeMessage({ kind: "registerPk", body: forged }), mainPort());
    assert.equal((await thief.receiveBytes(20_000)).toString("hex"), "8201020802");
    await using controller = await clientOf(server);
    const session = await sessionBetween(controller, device);
    assert.ok(session.a.trusted, "the key on record is no longer the owner's");
    session.a.stream.destroy();
  });

  it("an honest client whose port changed is back after one round trip [RP-3][RK-2]", async () => {
    await using device = await registeredClientOf(server);
    await device.udp?.rebind();
    const answered = device.state.results.length;
    device.udp?.registerNow();
    await waitUntil(clock, "its key is asked for and accepted", () => device.state.results.length > answered);
    await using controller = await clientOf(server);
    const session = await sessionBetween(controller, device);
    session.a.stream.destroy();
  });
});
