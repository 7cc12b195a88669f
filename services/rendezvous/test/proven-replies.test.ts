import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ManualClock, waitUntil } from "@fairlead/testkit";
import { mangleAddress, type SocketAddress, unmangleAddress } from "@fairlead/wire";
import { nextOf, punchHoleSent, punchRequest, relayResponse, sayOnce } from "./exchange.ts";
import { believeLoopback, PUNCH_REQUEST, sendHex, silenceOf, TestServer } from "./test-server.ts";

describe("proof of replies", () => {
  it("[PS-2] [UD-2] incident 1: over UDP B is proven by tag and address, A is told is_udp, and no datagram answers", async () => {
    await using server = await TestServer.start();
    const b = await server.registeredUdp("127.0.0.3");
    const a = await server.tcp();
    a.send({ kind: "punchHoleRequest", body: punchRequest({ udpPort: 45_678 }) });
    const { socketAddr } = await nextOf("punchHole", b);
    const forger = await server.udp("127.0.0.66");
    forger.client.send(punchHoleSent(socketAddr), server.main);
    await waitUntil(server.live, "it is dropped", () => server.dropped("unverified_source") === 1);
    assert.equal(await silenceOf(a), undefined);
    assert.equal(server.dropped("unverified_source"), 1);
    const fresh = await server.udp("127.0.0.3");
    for (let copy = 0; copy < 3; copy += 1) fresh.client.send(punchHoleSent(socketAddr), server.main);
    const answer = await nextOf("punchHoleResponse", a);
    assert.deepEqual([unmangleAddress(answer.socketAddr), answer.isUdp], [fresh.client.local, true]);
    await waitUntil(server.live, "both copies are dropped", () => server.dropped("duplicate_reply") === 2);
    assert.equal(await fresh.silence(), undefined);
    assert.equal(await forger.silence(), undefined);
  });

  it("[PS-3] incident 28: a forged reply reaches nobody, whatever address it names", async () => {
    await using server = await TestServer.start();
    const b = await server.registeredUdp();
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    const { socketAddr } = await nextOf("punchHole", b);
    const wrongTag = Buffer.from(socketAddr);
    wrongTag[12] = (wrongTag[12] ?? 0) ^ 0x40;
    const guesses = [mangleAddress(a.local, 12_345), wrongTag, mangleAddress({ ip: "203.0.113.7", port: 53 }, 1)];
    for (const guess of guesses) {
      await sayOnce(server, "127.0.0.3", punchHoleSent(guess));
      await sayOnce(server, "127.0.0.3", {
        kind: "relayResponse",
        body: relayResponse(guess, { uuid: "forged" }),
      });
    }
    await waitUntil(server.live, "all are dropped", () => server.dropped("unmatched_reply") === guesses.length * 2);
    assert.equal(await silenceOf(a), undefined);
    assert.deepEqual(server.admitted, []);
  });

  it("[PS-3]: whoever keeps guessing tags is not listened to for a while", async () => {
    await using server = await TestServer.start({ clock: new ManualClock() });
    const guesser = await server.udp("127.0.0.66");
    const guess = punchHoleSent(mangleAddress({ ip: "127.0.0.2", port: 1 }, 1, 1n << 44n));
    const heard = (): number => server.dropped("unmatched_reply") + server.dropped("rate_limited");
    for (let sent = 50; sent <= 450; sent += 50) {
      for (let one = 0; one < 50; one += 1) guesser.client.send(guess, server.main);
      await waitUntil(server.live, "these are dropped", () => heard() === sent);
    }
    assert.ok(server.dropped("rate_limited") > 0);
  });

  it("[PH-6] [WS-4] incident 28: two WebSocket users behind one proxy never get each other's answers", async () => {
    await using server = await TestServer.start({ settings: believeLoopback });
    const b = await server.registeredUdp();
    const users = [];
    for (let user = 0; user < 2; user += 1) users.push(await server.ws("127.0.0.1", { "x-real-ip": "198.51.100.20" }));
    const seen: SocketAddress[] = [];
    for (const [index, user] of users.entries()) {
      user.send({ kind: "punchHoleRequest", body: punchRequest({ natType: index }) });
      const { socketAddr } = await nextOf("punchHole", b);
      seen.push(unmangleAddress(socketAddr));
      await sayOnce(server, "127.0.0.3", punchHoleSent(socketAddr, { natType: index + 10 }));
    }
    for (const [index, user] of users.entries())
      assert.equal((await nextOf("punchHoleResponse", user)).natType, index + 10);
    assert.deepEqual(
      seen.map(({ ip }) => ip),
      ["198.51.100.20", "198.51.100.20"],
    );
    assert.notEqual(seen[0]?.port, seen[1]?.port);
    assert.ok(seen.every(({ port }) => port > 0));
  });

  it("[KX-5] C20: what B says before it closes or resets is never lost, our KeyExchange unread", async () => {
    await using server = await TestServer.start();
    const b = await server.registeredUdp();
    for (let round = 0; round < 20; round += 1) {
      const a = await server.tcp();
      sendHex(a, PUNCH_REQUEST);
      const { socketAddr } = await nextOf("punchHole", b);
      const connection = await server.tcp("127.0.0.3");
      // Past the silence, so that our offer waits unread in its kernel and its close is a reset.
      if (round % 2 === 0) await new Promise((resolve) => setTimeout(resolve, 45));
      connection.send({ kind: "relayResponse", body: relayResponse(socketAddr, { uuid: `uuid-${round}` }) });
      connection.close();
      assert.equal((await nextOf("relayResponse", a)).uuid, `uuid-${round}`);
    }
  });
});
