import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { clientOf, registeredClientOf, sessionBetween } from "../support/clients.ts";
import { assertCarries } from "../support/content.ts";
import { RawConnection } from "../support/raw-connection.ts";
import { TestServer } from "../support/test-server.ts";

const FLOOD = 2000;

describe("incident 31: a flood of silent connections ate the memory", () => {
  it("2000 connections that say nothing, on every port: a live session and new ones go on, and little memory is held [FR-4]", async () => {
    await using server = await TestServer.start();
    await using device = await registeredClientOf(server);
    await using controller = await clientOf(server);
    const session = await sessionBetween(controller, device, { forceRelay: true });
    const { address, main, natTest, relay, webSocket, relayWebSocket } = server.ports;
    const ports = [main, natTest, relay, webSocket, relayWebSocket];
    const before = await server.residentBytes();
    const silent: RawConnection[] = [];
    for (let i = 0; i < FLOOD; i += 1) {
      const localAddress = `127.78.${i >> 8}.${i & 255}`;
      silent.push(await RawConnection.open({ host: address, port: ports[i % ports.length] ?? main, localAddress }));
    }
    await assertCarries(session);
    const again = await sessionBetween(controller, device, { forceRelay: true });
    await assertCarries(again);
    const perConnection = ((await server.residentBytes()) - before) / FLOOD;
    assert.ok(perConnection < 48 * 1024, `${Math.round(perConnection)} bytes for each silent connection`);
    for (const connection of silent) connection[Symbol.dispose]();
    session.a.stream.destroy();
    again.a.stream.destroy();
  });
});
