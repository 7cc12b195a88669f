import assert from "node:assert/strict";
import { connect } from "node:net";
import { describe, it } from "node:test";
import { UdpClient } from "@fairlead/client";
import { encodeMessage, mangleAddress, unmangleAddress } from "@fairlead/wire";
import {
  NOTHING,
  nextOf,
  punchHoleSent,
  punchRequest,
  RELAY,
  relayResponse,
  requestRelay,
  sayOnce,
} from "./exchange.ts";
import {
  ANSWER_MS,
  B_ID,
  believeLoopback,
  PUNCH_REQUEST,
  registerPk,
  sendHex,
  silenceOf,
  TestServer,
} from "./test-server.ts";

/** A WebSocket upgrade, then these bytes, then a reset. */
async function upgradeSayAndReset(port: number, frame: Buffer): Promise<void> {
  const socket = connect({ host: "127.0.0.1", port, localAddress: "127.0.0.3" });
  const head = `GET /ws/id HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n`;
  socket.write(`${head}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`);
  await new Promise((resolve) => socket.once("data", resolve));
  await new Promise((resolve) => socket.write(frame, resolve));
  socket.resetAndDestroy();
}

/** One masked binary message, its mask zero. */
const binaryMessage = (payload: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0x82, 0xfe, payload.length >> 8, payload.length & 0xff, 0, 0, 0, 0]), payload]);

describe("answers that cross transports", () => {
  it("[PS-1]: A asks over WebSocket, B answers over plain TCP, and the other way round", async () => {
    await using server = await TestServer.start();
    const b = await server.ws("127.0.0.3");
    b.send({ kind: "registerPk", body: registerPk() });
    await nextOf("registerPkResponse", b);
    for (const way of ["ws", "tcp"] as const) {
      const a = await (way === "ws" ? server.ws() : server.tcp());
      sendHex(a, PUNCH_REQUEST);
      const { socketAddr } = await nextOf("punchHole", b);
      const reply = await (way === "ws" ? server.tcp("127.0.0.3") : server.ws("127.0.0.3"));
      reply.send(punchHoleSent(socketAddr));
      reply.close();
      assert.deepEqual(unmangleAddress((await nextOf("punchHoleResponse", a)).socketAddr), reply.local);
    }
  });

  it("[PS-3] [SE-1]: A's two parallel requests are two, and each connection gets its own answer", async () => {
    await using server = await TestServer.start();
    const b = await server.registeredUdp("127.0.0.3");
    const [withPort, without] = [await server.tcp(), await server.tcp()];
    withPort.send({ kind: "punchHoleRequest", body: punchRequest({ udpPort: 45_678 }) });
    const forUdp = await nextOf("punchHole", b);
    without.send({ kind: "punchHoleRequest", body: punchRequest() });
    const forTcp = await nextOf("punchHole", b);
    assert.deepEqual([forUdp.udpPort, forTcp.udpPort], [45_678, 0]);
    assert.deepEqual(unmangleAddress(forTcp.socketAddr), without.local);
    await sayOnce(server, "127.0.0.3", punchHoleSent(forTcp.socketAddr));
    const fresh = await server.udp("127.0.0.3");
    for (let copy = 0; copy < 3; copy += 1) fresh.client.send(punchHoleSent(forUdp.socketAddr), server.main);
    assert.equal((await nextOf("punchHoleResponse", without)).isUdp, false);
    assert.equal((await nextOf("punchHoleResponse", withPort)).isUdp, true);
    assert.deepEqual([await silenceOf(withPort), await silenceOf(without)], [undefined, undefined]);
  });

  it("[SE-1]: the same request with another udp_port on one connection is a new one, with a tag of its own", async () => {
    await using server = await TestServer.start();
    const b = await server.registeredUdp();
    const a = await server.tcp();
    const tags = [];
    for (const udpPort of [45_678, 0]) {
      a.send({ kind: "punchHoleRequest", body: punchRequest({ udpPort }) });
      tags.push((await nextOf("punchHole", b)).socketAddr);
    }
    assert.notDeepEqual(tags[0], tags[1]);
    for (const [natType, tag] of tags.entries()) {
      await sayOnce(server, "127.0.0.3", punchHoleSent(tag, { natType }));
      assert.equal((await nextOf("punchHoleResponse", a)).natType, natType);
    }
  });

  it("[SE-1]: B has moved when A asks again: it is asked where it is now, and answers from there", async () => {
    await using server = await TestServer.start();
    const b = await server.registeredUdp("127.0.0.3");
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    await nextOf("punchHole", b);
    const moved = await server.registeredUdp("127.0.0.5");
    sendHex(a, PUNCH_REQUEST);
    const { socketAddr } = await nextOf("punchHole", moved);
    moved.client.send(punchHoleSent(socketAddr), server.main);
    assert.deepEqual(unmangleAddress((await nextOf("punchHoleResponse", a)).socketAddr), moved.client.local);
  });

  it("[KX-5]: what B says over WebSocket before a reset is never lost", async () => {
    await using server = await TestServer.start();
    const b = await server.registeredUdp();
    for (let round = 0; round < 10; round += 1) {
      const a = await server.tcp();
      sendHex(a, PUNCH_REQUEST);
      const { socketAddr } = await nextOf("punchHole", b);
      const body = relayResponse(socketAddr, { uuid: `uuid-${round}` });
      const payload = encodeMessage({ kind: "relayResponse", body });
      await upgradeSayAndReset(server.rendezvous.wsPort, binaryMessage(payload));
      assert.equal((await nextOf("relayResponse", a)).uuid, `uuid-${round}`);
    }
  });

  it("[PX-1] [KX-1]: a PROXY header that comes after the server spoke names the client all the same", async () => {
    await using server = await TestServer.start({ settings: believeLoopback });
    const b = await server.registeredUdp("127.0.0.3");
    const stream = connect({ host: "127.0.0.1", port: server.rendezvous.port });
    const offer = await new Promise<Buffer>((resolve) => stream.once("data", resolve));
    assert.equal(offer.length, 103, "the key exchange, in its frame");
    stream.write("PROXY TCP4 203.0.113.7 127.0.0.1 54321 21116\r\n");
    stream.write(Buffer.from(`1101${PUNCH_REQUEST}`, "hex"));
    const { socketAddr } = await nextOf("punchHole", b);
    assert.deepEqual(unmangleAddress(socketAddr), { ip: "203.0.113.7", port: 54_321 });
    stream.destroy();
  });
});

describe("an IPv6 A at ::1", () => {
  for (const kind of ["punchHoleSent", "relayResponse", "localAddr", "requestRelay"] as const) {
    it(`[PS-4] [AD-2]: hears B by ${kind}, found by 18 bytes of address`, async () => {
      await using server = await TestServer.start({ settings: { bind: "::1" }, relays: [RELAY] });
      const to = { ip: "::1", port: server.rendezvous.port };
      await using b = await UdpClient.open({ clock: server.live, localAddress: "::1" });
      b.send({ kind: "registerPk", body: registerPk() }, to);
      await b.receive(ANSWER_MS);
      const a = await server.tcp("::1");
      if (kind === "requestRelay") a.send({ kind, body: requestRelay() });
      else a.send({ kind: "punchHoleRequest", body: punchRequest({ natType: 1 }) });
      const push = await b.receive(ANSWER_MS);
      assert.equal(push.kind, kind === "requestRelay" ? "requestRelay" : "fetchLocalAddr");
      assert.ok("socketAddr" in push.body);
      assert.equal(push.body.socketAddr.length, 18);
      assert.deepEqual(unmangleAddress(push.body.socketAddr), a.local);
      const reply = await server.tcp("::1");
      const { socketAddr } = push.body;
      if (kind === "punchHoleSent") reply.send(punchHoleSent(socketAddr));
      else if (kind === "localAddr") {
        const localAddr = mangleAddress(reply.local, 1);
        const body = { socketAddr, localAddr, relayServer: RELAY, id: B_ID, version: "1", socketAddrV6: NOTHING };
        reply.send({ kind, body });
      } else {
        const fields = kind === "requestRelay" ? { id: "", uuid: "", relayServer: "" } : {};
        reply.send({ kind: "relayResponse", body: relayResponse(socketAddr, fields) });
      }
      reply.close();
      if (kind === "relayResponse" || kind === "requestRelay") {
        await nextOf("relayResponse", a);
        assert.equal(server.admitted.length, 1);
      } else {
        const answer = await nextOf("punchHoleResponse", a);
        assert.deepEqual([unmangleAddress(answer.socketAddr), answer.pk.length], [reply.local, 109]);
      }
    });
  }
});
