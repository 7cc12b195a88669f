import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { delay } from "@fairlead/base";
import { relayLegMessage } from "@fairlead/client";
import { waitUntil } from "@fairlead/testkit";
import { encodeFrame, encodeMessage } from "@fairlead/wire";
import { clientOf, clock, newId, registeredClientOf, sessionBetween } from "../support/clients.ts";
import { assertCarries } from "../support/content.ts";
import { RawConnection } from "../support/raw-connection.ts";
import { TestServer } from "../support/test-server.ts";
import { openUdp } from "../support/udp-probe.ts";

const refusals = async (server: TestServer): Promise<number> =>
  (await server.drops("not_brokered")) + (await server.drops("table_full"));

const MIB = 1024 * 1024;

describe("incident 2: strangers filled the memory", () => {
  it("unknown ids cost nothing that stays, whether they beat or are asked for [RP-1][PH-1]", async () => {
    await using server = await TestServer.start();
    await using asker = await clientOf(server);
    const to = { ip: server.ports.address, port: server.ports.main };
    await using stranger = await openUdp(server.hosts.next());
    const flood = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i += 1) {
        stranger.send({ kind: "registerPeer", body: { id: `unknown-${i}-${count}`, serial: 3 } }, to);
        if (i % 200 === 199) await delay(clock, 5);
      }
      for (let i = 0; i < count / 100; i += 1) await asker.connect(newId());
    };
    await flood(5000);
    const before = await server.residentBytes();
    await flood(20_000);
    const grown = (await server.residentBytes()) - before;
    assert.ok(grown < 48 * MIB, `${(grown / MIB).toFixed(1)} MiB after 20 000 unknown ids`);
  });

  it("legs that nobody brokered are bounded, counted and closed without a byte, and a real session goes on [RL-3][RL-4]", async () => {
    await using server = await TestServer.start();
    const key = await server.publicKey();
    await using device = await registeredClientOf(server);
    await using controller = await clientOf(server);
    const session = await sessionBetween(controller, device, { forceRelay: true });
    const legs: RawConnection[] = [];
    for (let i = 0; i < 1500; i += 1) {
      const leg = await RawConnection.open({
        host: server.ports.address,
        port: server.ports.relay,
        localAddress: `127.77.${i >> 8}.${i & 255}`,
      });
      const body = relayLegMessage({ uuid: `invented-${i}`, licenceKey: key, id: "" });
      leg.write(encodeFrame(encodeMessage({ kind: "requestRelay", body })));
      legs.push(leg);
    }
    await assertCarries(session);
    await waitUntil(clock, "400 refusals are counted", async () => (await refusals(server)) >= 400);
    for (const leg of legs) await leg.whenEnded(20_000);
    assert.ok(legs.every((leg) => leg.received.length === 0));
    await waitUntil(clock, "1500 refusals are counted", async () => (await refusals(server)) >= 1500);
    await assertCarries(session);
    session.a.stream.destroy();
  });
});
